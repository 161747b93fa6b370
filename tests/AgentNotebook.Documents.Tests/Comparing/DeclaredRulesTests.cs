using AgentNotebook.Documents.Comparing;

namespace AgentNotebook.Documents.Tests.Comparing;

public class DeclaredRulesTests
{
    [Fact]
    public void a_notebook_declares_patterns_of_its_own_and_the_report_names_them()
    {
        const string Verify = """{"normalize": [{"name": "seed", "pattern": "seed \\d+", "description": "The seed."}]}""";
        var compared = Compare(Verify, "seed 17: 3", "seed 99: 3");
        var applied = Assert.Single(compared.Applied);
        Assert.Equal(("seed", "The seed.", "seed 17", "seed 99"), (applied.Rule, applied.Description, applied.Stored, applied.Executed));
        Assert.Equal(CellVerdict.Different, Compare(Verify, "seed 17: 3", "seed 99: 4").Verdict);
        Assert.False(NotebookComparison.Of(Outputs.Book([], Verify, Outputs.Text("seed 17")), Outputs.Book([], Verify, Outputs.Text("seed 99")), new ComparisonOptions { Exact = [ComparisonOptions.Declared] }).IsSame);
    }

    [Fact]
    public void a_notebook_widens_the_tolerance_and_a_cells_tag_wins_over_it()
    {
        Assert.Equal(CellVerdict.SameByRules, Compare("""{"tolerance": 0.1}""", "1.05", "1.0").Verdict);
        Assert.Equal(CellVerdict.Different, Compare("""{"tolerance": 0.1}""", "1.05", "1.0", "tolerance=1e-3").Verdict);
        Assert.Equal(CellVerdict.SameByRules, Compare(null, "1.0005", "1.0", "tolerance=1e-3").Verdict);
    }

    [Fact]
    public void a_notebook_asks_for_a_rule_and_excludes_another()
    {
        Assert.Equal(CellVerdict.SameByRules, Compare("""{"normalize": ["durations"]}""", "12 ms", "13 ms").Verdict);
        Assert.Equal(CellVerdict.Different, Compare("""{"exact": ["timestamps"]}""", "2026-01-01 00:00", "2027-01-01 00:00").Verdict);
        Assert.Equal(CellVerdict.Different, Compare(null, "2026-01-01 00:00", "2027-01-01 00:00", "exact=timestamps").Verdict);
    }

    [Theory]
    [InlineData("""{"normalize": [{"name": "x", "pattern": "(a)\\1"}]}""", "metadata.agentnb.verify.normalize[0].pattern: this regular expression cannot be used")]
    [InlineData("""{"normalize": [{"name": "x", "pattern": "(?<=a)b"}]}""", "without backtracking")]
    [InlineData("""{"normalize": [{"name": "x", "pattern": "("}]}""", "cannot be used")]
    [InlineData("""{"normalize": [{"name": "x", "pattern": "a*"}]}""", "matches nothing at all, too")]
    [InlineData("""{"normalize": [{"name": "x", "pattern": "(((a{1,1000}){1,1000}){1,1000}){1,1000}"}]}""", "pattern")]
    [InlineData("""{"normalize": [{"name": "ids", "pattern": "a"}]}""", "a name of its own")]
    [InlineData("""{"normalize": [{"pattern": "a"}]}""", "normalize[0].name has to be a text")]
    [InlineData("""{"normalize": ["duration"]}""", "Did you mean 'durations'?")]
    [InlineData("""{"normalise": []}""", "Did you mean 'normalize'?")]
    [InlineData("""{"tolerance": "much"}""", "tolerance takes a number")]
    [InlineData("""{"tolerance": 2}""", "0 to 1")]
    [InlineData("[]", "is an object")]
    public void what_is_no_rule_is_refused_with_its_place(string verify, string said)
    {
        var message = Assert.Throws<NotebookException>(() => Compare(verify, "1", "2")).Message;
        Assert.Contains(said, message);
        Assert.StartsWith("book.ipynb", message);
    }

    [Fact]
    public void a_pattern_made_to_stall_is_matched_in_linear_time()
    {
        // With backtracking it would take longer than the age of the universe, and the difference would say that it was given up.
        var compared = Compare("""{"normalize": [{"name": "x", "pattern": "(a+)+$b"}]}""", new string('a', 20_000) + "c", new string('a', 20_000) + "d");
        Assert.DoesNotContain("took longer", Assert.Single(compared.Differences).What);
    }

    [Fact]
    public void too_many_patterns_are_refused()
    {
        var patterns = string.Join(',', Enumerable.Range(0, 51).Select(i => $$"""{"name": "n{{i}}", "pattern": "a"}"""));
        Assert.Contains("may declare 50 patterns", Assert.Throws<NotebookException>(() => Compare($$"""{"normalize": [{{patterns}}]}""", "1", "2")).Message);
    }

    private static CellComparison Compare(string? verify, string stored, string executed, params string[] tags) =>
        Assert.Single(NotebookComparison.Of(Outputs.Book(tags, verify, Outputs.Text(stored)), Outputs.Book(tags, verify, Outputs.Text(executed))).Cells);
}

using AgentNotebook.Tool.Bench.Repair;

namespace AgentNotebook.Tool.Tests;

/// <summary>Broken programs, written by hand by someone who had not seen the repair model, through <c>#!agent-run</c>.</summary>
public class RepairCorpusTests
{
    [Fact]
    public void the_corpus_has_at_least_four_programs_of_each_of_fifteen_kinds()
    {
        var kinds = RepairProgram.LoadAll("repair").Where(program => program.Kind != "mixed").GroupBy(program => program.Kind).ToList();
        Assert.Equal(15, kinds.Count);
        Assert.All(kinds, kind => Assert.True(kind.Count() >= 4, $"{kind.Key}: {kind.Count()}"));
    }

    [Fact]
    public async Task at_least_85_percent_are_repaired_within_5_rounds_none_wrongly_and_none_loops()
    {
        var results = await RepairBenchmark.RunCorpusAsync(RepairProgram.LoadAll("repair"), CancellationToken.None);
        Assert.DoesNotContain(results, result => result.Verdict is RepairVerdict.WrongSuccess or RepairVerdict.Looped);
        Assert.All(results, result => Assert.InRange(result.Rounds, 0, 5));
        var repaired = results.Count(result => result.Verdict == RepairVerdict.Repaired);
        Assert.True(
            repaired >= 0.85 * results.Count,
            $"{repaired} of {results.Count}; not repaired: {string.Join(", ", results.Where(result => result.Verdict != RepairVerdict.Repaired).Select(result => $"{result.Kind}/{result.Name}"))}");
    }
}

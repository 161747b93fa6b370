using AgentNotebook.Documents;
using AgentNotebook.Tool.Grids;

namespace AgentNotebook.Tool.Tests.Grids;

public class ParameterGridTests
{
    [Theory]
    [InlineData("rate=0.1,0.2", "0.1d 0.2d")]
    [InlineData("seed=1..4", "1 2 3 4")]
    [InlineData("seed=4..1", "4 3 2 1")]
    [InlineData("n=0..10..5", "0 5 10")]
    [InlineData("n=0..11..5", "0 5 10")]
    [InlineData("n=3..-3..-3", "3 0 -3")]
    [InlineData("n=1..2,7", "1 2 7")]
    [InlineData("name=\"a,b\",c", "\"a,b\" \"c\"")]
    [InlineData("xs=[1,2],[3]", "new int[] { 1, 2 } new int[] { 3 }")]
    [InlineData("path=../data", "\"../data\"")]
    public void values_are_lists_and_ranges(string text, string literals) =>
        Assert.Equal(literals, string.Join(' ', GridAxis.Parse(text, 100).Values.Select(value => value.Literal)));

    [Theory]
    [InlineData("rate", "takes a parameter and its values")]
    [InlineData("rate=", "empty value")]
    [InlineData("rate=1,,2", "empty value")]
    [InlineData("rate=0.1..0.5", "whole numbers")]
    [InlineData("n=1..5..0", "no step of 0")]
    [InlineData("n=1..5..-1", "no step of -1 leads to 5")]
    [InlineData("n=1,2,1", "has the value 1 more than once")]
    [InlineData("n=1..9223372036854775807", "at most 100 members")]
    [InlineData("n=1..99999999999999999999", "out of range")]
    [InlineData("n=1..60,101..160", "more than 100 values")]
    [InlineData("class=1", "no C# identifier")]
    public void what_is_no_axis_is_wrong_usage(string text, string message) =>
        Assert.Contains(message, Assert.Throws<UsageException>(() => GridAxis.Parse(text, 100)).Message);

    [Fact]
    public void members_are_all_combinations_and_are_named_by_their_values()
    {
        var members = Members(100, "rate=0.1,0.2", "seed=1..3");
        Assert.Equal(["rate=0.1,seed=1", "rate=0.1,seed=2", "rate=0.1,seed=3", "rate=0.2,seed=1", "rate=0.2,seed=2", "rate=0.2,seed=3"], members.Select(member => member.Name));
        Assert.Equal(["rate", "seed", "size"], members[0].Parameters.Select(parameter => parameter.Name));
        Assert.Contains("2 rate × 3 seed", Assert.Throws<UsageException>(() => Members(5, "rate=0.1,0.2", "seed=1..3")).Message);
        Assert.Contains("'seed' twice", Assert.Throws<UsageException>(() => Members(5, "seed=1", "seed=2")).Message);
        Assert.Contains("'size' is on the grid", Assert.Throws<UsageException>(() => Members(5, "size=1")).Message);
    }

    [Fact]
    public void names_that_a_file_system_could_confuse_differ_by_more_than_what_it_loses()
    {
        var names = Members(100, "name=a,A,\"a/b\",\"a\\b\",../../x," + new string('y', 300)).Select(member => member.Name).ToList();
        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(names, name => Assert.DoesNotContain(name, c => "/\\:*?\"<>|".Contains(c)));
        Assert.All(names, name => Assert.InRange(name.Length, 1, 100));
        Assert.Equal("name=a", names[0]);
    }

    [Fact]
    public void the_table_has_a_column_for_every_result_and_no_text_that_a_spreadsheet_would_compute()
    {
        var members = Members(100, "seed=1,2");
        var table = GridTable.Of(
        [
            new MemberResult(members[0], MemberStatus.Succeeded, TimeSpan.FromSeconds(1.25)) { Scraps = [new("accuracy", -0.5), new("seed", "=1+1,\"x\"")] },
            new MemberResult(members[1], MemberStatus.NotRun, TimeSpan.Zero),
        ]);
        Assert.Equal("seed,size,status,duration_s,accuracy,seed (result),error\n1,9,succeeded,1.25,-0.5,\"'=1+1,\"\"x\"\"\",\n2,9,not run,,,,\n", GridCsv.Write(table));
    }

    [Fact]
    public void the_page_shows_text_of_a_notebook_as_text()
    {
        var member = Members(100, "name=<b>")[0];
        var page = GridPage.Write("<i>.ipynb", GridTable.Of([new MemberResult(member, MemberStatus.Failed, TimeSpan.Zero, "<script>alert(1)</script>") { Scraps = [new("<u>", "<s>")], HasNotebook = true }]));
        Assert.DoesNotContain(new[] { "<b>", "<i>", "<script", "<u>", "<s>" }, text => page.Contains(text, StringComparison.Ordinal));
        Assert.Contains("0 of 1 succeeded", page);
        Assert.Contains("href=\"name%3D_b_", page);
    }

    private static IReadOnlyList<GridMember> Members(int most, params string[] axes) =>
        ParameterGrid.Members([.. axes.Select(axis => GridAxis.Parse(axis, most))], [NotebookParameter.Parse("size=9")], most);
}

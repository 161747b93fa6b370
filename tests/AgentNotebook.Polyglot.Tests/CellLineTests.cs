using AgentNotebook.Polyglot.Cells;
using FsCheck;
using FsCheck.Fluent;

namespace AgentNotebook.Polyglot.Tests;

public class CellLineTests
{
    [Fact]
    public void a_line_knows_its_place_and_the_lines_up_to_the_next_magic()
    {
        var lines = CellLine.Of("var x = 1;\r\n#!agent-run --check \"x > 0\"  \r\n\r\nmake it so\r\n#!state\r\n");
        Assert.Equal([("#!agent-run --check \"x > 0\"", 2, "\nmake it so"), ("#!state", 5, "")], lines.Select(line => (line.Text, line.Number, line.Next)));
        Assert.Equal("#!agent-run", lines[0].Name);
    }

    [Fact]
    public void of_two_lines_of_a_magic_the_one_is_found_that_the_engine_speaks_of()
    {
        const string Cell = "#!state\n#!state --flush\n#!state";
        Assert.Equal(2, CellLine.Find(Cell, "#!state", "Directive: #!state --flush")!.Number);
        Assert.Equal(1, CellLine.Find(Cell, "#!state", "Directive: #!state")!.Number);
        Assert.Null(CellLine.Find(Cell, "#!sandbox", "Directive: #!state"));
    }

    [Fact]
    public void the_lines_of_any_cell_are_in_it_where_they_say_and_lose_nothing_between_them() =>
        Prop.ForAll(Cells, lines =>
        {
            var cell = string.Join('\n', lines);
            var found = CellLine.Of(cell);
            Assert.All(found, line => Assert.Equal(lines[line.Number - 1].TrimEnd(), line.Text));
            Assert.Equal(lines.Count(line => line.StartsWith("#!", StringComparison.Ordinal)), found.Count);
            var ends = found.Skip(1).Select(line => line.Number - 1).Append(lines.Length);
            Assert.All(found.Zip(ends), pair => Assert.Equal(string.Join('\n', lines[pair.First.Number..pair.Second]), pair.First.Next));
        }).QuickCheckThrowOnFailure();

    private static Arbitrary<string[]> Cells => Gen.Elements("#!state", "#!sandbox --as x ", "", " #!state", "var x = 1;", "#r \"a.dll\"", "#!", "text #!run")
        .NonEmptyListOf().Select(lines => lines.ToArray()).ToArbitrary();
}

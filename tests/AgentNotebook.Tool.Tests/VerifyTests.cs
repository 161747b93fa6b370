using System.Text.Json;
using System.Text.Json.Nodes;
using AgentNotebook.Tool.Tests.Support;

namespace AgentNotebook.Tool.Tests;

/// <summary><c>agentnb verify</c>, as a teacher or a CI runs it.</summary>
public sealed class VerifyTests : IDisposable
{
    private static readonly (string Code, string[] Tags)[] _cells =
    [
        ("Console.WriteLine(\"one line\");", []),
        ("1.0 / 3", []),
        ("display(\"<svg xmlns='http://www.w3.org/2000/svg'><circle cx='10' cy='20' r='5'/></svg>\", \"image/svg+xml\");", []),
        ("throw new InvalidOperationException(\"as it should\");", ["raises-exception"]),
        ("var zero = 0;\nvar one = 1;\none / zero", ["raises-exception"]),
        ("$\"made at {DateTime.UtcNow:yyyy-MM-dd HH:mm:ss}\"", []),
        ("Random.Shared.NextDouble()", ["volatile"]),
    ];

    private readonly ScratchFolder _scratch = new();

    [Fact]
    public async Task each_kind_of_change_is_caught_and_updating_brings_the_notebook_back()
    {
        NotebookFile.Write(_scratch.Path, "lesson.ipynb", _cells);
        Assert.Equal(0, (await ToolProcess.RunAsync(_scratch.Path, "run", "lesson.ipynb", "--inplace")).ExitCode);
        Directory.Delete(_scratch.File(".agentnb"), recursive: true);

        var good = await ToolProcess.RunAsync(_scratch.Path, "verify", "lesson.ipynb");
        Assert.True(good.ExitCode == 0, good.Output + good.Errors);
        Assert.Contains("lesson.ipynb gives what it shows: 6 cells are the same, 1 is volatile", good.Output);
        Assert.Contains("timestamps ×1", good.Output);
        Assert.Contains("cell 7 (cell-7) is volatile; it gave:", good.Output);
        // The session it ran in, and what it wrote, are gone.
        Assert.Equal(["lesson.ipynb"], Directory.EnumerateFileSystemEntries(_scratch.Path).Select(Path.GetFileName));

        Change(0, output => output["text"] = "<script>another</script> line\n");
        Change(1, output => output["data"]!["text/plain"] = "0.33333334");
        Change(2, output => output["data"]!["image/svg+xml"] = "<svg xmlns='http://www.w3.org/2000/svg'><circle cx='10' cy='20' r='9'/></svg>");
        Change(3, output => output["ename"] = "ArgumentException");
        Change(4, output => output["traceback"] = new JsonArray("   at the cell line 2"));
        Change(6, output => output["data"]!["text/plain"] = "no number at all");
        var kept = Cell(5).ToJsonString();

        var caught = await ToolProcess.RunAsync(_scratch.Path, "verify", "lesson.ipynb", "--json", "--html", "report.html", "--update");
        Assert.True(caught.ExitCode == 0, caught.Errors);
        using var report = JsonDocument.Parse(caught.Output);
        var cells = report.RootElement.GetProperty("notebooks")[0].GetProperty("cells").EnumerateArray().ToList();
        Assert.Equal(
            ["different", "different", "different", "different", "different", "sameByRules", "volatile"],
            cells.Select(cell => cell.GetProperty("verdict").GetString()));
        Assert.Equal(
            [
                ("output 1, stdout, line 1, column 1", "<script>another</script> line", "one line"),
                ("output 1, text/plain", "0.33333334", "0.3333333333333333"),
                ("output 1, image/svg+xml, svg > circle @r", "9", "5"),
                ("output 1, error", "ArgumentException: as it should", "InvalidOperationException: as it should"),
                ("output 1, error, line 3", "   at the cell line 2", null),
            ],
            cells.Take(5).Select(cell => cell.GetProperty("differences")[0]).Select((difference, index) => (
                difference.GetProperty("where").GetString()!,
                difference.GetProperty("stored").GetString()!,
                index == 4 ? null : difference.GetProperty("executed").GetString())));
        Assert.Equal("Updated the outputs of 5 cells.", report.RootElement.GetProperty("notebooks")[0].GetProperty("update").GetString());

        var page = File.ReadAllText(_scratch.File("report.html"));
        Assert.Contains("&lt;script&gt;another&lt;/script&gt;", page);
        Assert.DoesNotContain("<script", page);

        // What was the same, and what nobody compares, is stored as it was.
        Assert.Equal(kept, Cell(5).ToJsonString());
        Assert.Contains("no number at all", Cell(6).ToJsonString());
        var again = await ToolProcess.RunAsync(_scratch.Path, "verify", "lesson.ipynb");
        Assert.True(again.ExitCode == 0, again.Output);
    }

    [Fact]
    public async Task all_notebooks_are_verified_whatever_becomes_of_one_and_a_failing_cell_is_no_update()
    {
        NotebookFile.Write(_scratch.Path, "fails.ipynb", "1", "throw new InvalidOperationException(\"no\");", "3");
        NotebookFile.Write(_scratch.Path, "exits.ipynb", "Environment.Exit(0);");
        NotebookFile.Write(_scratch.Path, "empty.ipynb", "var x = 1;");
        var hostile = JsonNode.Parse(File.ReadAllText(_scratch.File("empty.ipynb")))!;
        hostile["metadata"]!["agentnb"] = JsonNode.Parse("""{"verify": {"normalize": [{"name": "x", "pattern": "(a)\\1"}]}}""");
        File.WriteAllText(_scratch.File("hostile.ipynb"), hostile.ToJsonString());
        var before = File.ReadAllBytes(_scratch.File("fails.ipynb"));

        var result = await ToolProcess.RunAsync(_scratch.Path, "verify", "fails.ipynb", "exits.ipynb", "missing.ipynb", "hostile.ipynb", "empty.ipynb", "--update");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("The cell failed. Where it may, tag it raises-exception.", result.Output);
        Assert.Contains("Not updated: cell 2 failed.", result.Output);
        Assert.Contains("ended with exit code 0 and left no notebook", result.Output);
        Assert.Contains("missing.ipynb: there is no such file.", result.Output);
        Assert.Contains("hostile.ipynb: metadata.agentnb.verify.normalize[0].pattern: this regular expression cannot be used", result.Output);
        Assert.Contains("1 of 5 notebooks are verified; not fails.ipynb, exits.ipynb, missing.ipynb, hostile.ipynb.", result.Output);
        Assert.Equal(before, File.ReadAllBytes(_scratch.File("fails.ipynb")));
    }

    [Theory]
    [InlineData("verify needs a notebook")]
    [InlineData("Did you mean 'durations'?", "x.ipynb", "--normalize", "duration")]
    [InlineData("Did you mean 'paths'?", "x.ipynb", "--no-normalize", "path")]
    [InlineData("--tolerance takes a share from 0 to 1", "x.ipynb", "--tolerance", "much")]
    public async Task a_wrong_command_line_is_answered_with_what_is_right(string said, params string[] args)
    {
        var result = await ToolProcess.RunAsync(_scratch.Path, ["verify", .. args]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(said, result.Errors);
    }

    [Fact]
    public async Task the_rules_are_listed_with_what_they_overlook()
    {
        var result = await ToolProcess.RunAsync(_scratch.Path, "verify", "--rules");
        Assert.Equal(0, result.ExitCode);
        Assert.All(["timestamps", "ids", "paths", "durations", "memory", "sandbox-level", "error-message"], rule => Assert.Contains(rule, result.Output));
    }

    public void Dispose() => _scratch.Dispose();

    private JsonNode Cell(int index) => JsonNode.Parse(File.ReadAllText(_scratch.File("lesson.ipynb")))!["cells"]![index]!;

    private void Change(int cell, Action<JsonNode> change)
    {
        var notebook = JsonNode.Parse(File.ReadAllText(_scratch.File("lesson.ipynb")))!;
        change(notebook["cells"]![cell]!["outputs"]![0]!);
        File.WriteAllText(_scratch.File("lesson.ipynb"), notebook.ToJsonString());
    }
}

using System.Formats.Tar;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentNotebook.Tool.Tests.Support;

namespace AgentNotebook.Tool.Tests;

public sealed class UnpackTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    [Fact]
    public async Task an_archive_is_unpacked_and_its_tree_printed()
    {
        Pack("good.tar", "d/f");
        var result = await RunAsync("good.tar", "--to", "out");
        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Contains("└── d/  1 file, 4 B", result.Output);
        Assert.Equal("text", File.ReadAllText(_scratch.File("out/d/f")));
    }

    [Fact]
    public async Task a_refused_archive_ends_with_exit_code_3_and_leaves_nothing()
    {
        Pack("bad.tar", "f", "../g");
        var result = await RunAsync("bad.tar", "--to", "out");
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("OutsideDestination '../g' at byte", result.Errors);
        Assert.False(Directory.Exists(_scratch.File("out")));
    }

    [Fact]
    public async Task json_names_every_refusal_when_it_keeps_going()
    {
        Pack("bad.tar", "../a", "b", "/c");
        var result = await RunAsync("bad.tar", "--keep-going", "--json");
        Assert.Equal(3, result.ExitCode);
        using var report = JsonDocument.Parse(result.Output);
        Assert.Equal(["outsideDestination", "absolutePath"], report.RootElement.GetProperty("refusals").EnumerateArray().Select(refusal => refusal.GetProperty("rule").GetString()));
        Assert.False(report.RootElement.GetProperty("written").GetBoolean());
    }

    [Fact]
    public async Task limits_are_typed_as_sizes_and_counts()
    {
        Pack("good.tar", "a", "b");
        var result = await RunAsync("good.tar", "--list", "--max-entries", "1");
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("TooManyEntries", result.Errors);
        Assert.Contains("TooManyBytes", (await RunAsync("good.tar", "--list", "--max-bytes", "7B", "--max-file-bytes", "1KiB")).Errors);
    }

    [Theory]
    [InlineData("--to DIR", "good.tar")]
    [InlineData("Did you mean 'strict'?", "good.tar", "--list", "--policy", "strickt")]
    [InlineData("--max-bytes takes a size", "good.tar", "--list", "--max-bytes", "many")]
    [InlineData("--level takes none, confined or isolated", "good.tar", "--list", "--level", "filtered")]
    public async Task a_wrong_command_line_is_told(string said, params string[] arguments)
    {
        var result = await RunAsync(arguments);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(said, result.Errors);
    }

    [Fact]
    public async Task a_file_that_is_not_there_is_the_users_failure()
    {
        var result = await RunAsync("none.tar", "--to", "out");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("none.tar", result.Errors);
    }

    [Fact]
    public async Task the_lesson_on_archives_runs_and_ends_as_it_is_stored()
    {
        var lesson = Path.Combine(Lesson.Repository, "notebooks", "06-archives.ipynb");
        File.Copy(lesson, _scratch.File("06-archives.ipynb"));
        var result = await ToolProcess.RunAsync(_scratch.Path, "run", "06-archives.ipynb");
        Assert.True(result.ExitCode == 0, result.Errors);
        var (stored, now) = (Cells(lesson), Cells(_scratch.File("06-archives.out.ipynb")));
        Assert.All(["traversal-unpacked", "chain-unpacked", "through-unpacked", "bomb-unpacked"], id => Assert.Equal(Refusal(stored[id]), Refusal(now[id])));
        Assert.All(["good-unpacked", "good-read", "left"], id => Assert.NotEmpty(now[id]["outputs"]!.AsArray()));
        Assert.Equal(["06-archives.ipynb", "06-archives.out.ipynb"], Directory.EnumerateFiles(_scratch.Path).Select(Path.GetFileName).Order());
    }

    public void Dispose() => _scratch.Dispose();

    // The rule and the entry: how many bytes had come out of a bomb may differ.
    private static string Refusal(JsonNode cell)
    {
        var error = cell["outputs"]!.AsArray().Last(output => output!["output_type"]!.GetValue<string>() == "error")!["evalue"]!.GetValue<string>();
        return error[..error.LastIndexOf(": ", StringComparison.Ordinal)];
    }

    private static Dictionary<string, JsonNode> Cells(string file) =>
        JsonNode.Parse(File.ReadAllText(file))!["cells"]!.AsArray().ToDictionary(cell => cell!["id"]!.GetValue<string>(), cell => cell!);

    private void Pack(string archive, params string[] names)
    {
        using var writer = new TarWriter(File.Create(_scratch.File(archive)), TarEntryFormat.Ustar);
        foreach (var name in names)
        {
            writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream("text"u8.ToArray()) });
        }
    }

    private Task<ToolResult> RunAsync(params string[] arguments) => ToolProcess.RunAsync(_scratch.Path, ["unpack", .. arguments]);
}

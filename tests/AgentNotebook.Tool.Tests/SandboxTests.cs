using System.Security.Cryptography;
using System.Text.Json;
using AgentNotebook.Tool.Tests.Support;

namespace AgentNotebook.Tool.Tests;

public sealed class SandboxTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    [Fact]
    public async Task the_output_and_the_result_go_to_standard_output_and_the_facts_to_standard_error()
    {
        var result = await RunAsync("Console.Write(\"printed\");\nConsole.Error.Write(\"warned\");\nInputs[\"in\"].Text.Length", "--input", $"in={Write("data.txt", "12345")}");

        Assert.Equal((0, "printed\n5"), (result.ExitCode, result.Output));
        Assert.StartsWith("warned", result.Errors);
        Assert.Matches(@"agentnb: level none, profile compute: .+ of memory", result.Errors);
    }

    [Fact]
    public async Task code_is_read_from_standard_input_too()
    {
        var result = await ToolProcess.RunWithInputAsync(_scratch.Path, "6 * 7", "sandbox", "run", "-", "--level", "none");

        Assert.Equal((0, "42"), (result.ExitCode, result.Output));
    }

    [Fact]
    public async Task json_tells_everything()
    {
        var result = await RunAsync(
            "Artifacts.Save(\"a.txt\", \"abc\");\nConsole.Write(\"x\");\nnew[] { 1.5 }",
            "--json", "--save", "out", "--check", "result.Length == 1", "--check", "result[0] > 2", "--timeout", "20", "--memory", "256MiB");

        Assert.Equal(1, result.ExitCode);
        using var report = JsonDocument.Parse(result.Output);
        var root = report.RootElement;
        Assert.Equal(("completed", "none", "compute", "x", "double[]"), (Text("verdict"), Text("level"), Text("profile"), Text("output"), Text("resultType")));
        Assert.Equal("[1.5]", root.GetProperty("result").GetRawText().ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal([true, false], root.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("passed").GetBoolean()));
        var artifact = Assert.Single(root.GetProperty("artifacts").EnumerateArray());
        Assert.Equal(("a.txt", 3, Convert.ToHexStringLower(SHA256.HashData("abc"u8))), (artifact.GetProperty("name").GetString(), artifact.GetProperty("bytes").GetInt32(), artifact.GetProperty("sha256").GetString()));
        Assert.Equal("abc", File.ReadAllText(artifact.GetProperty("file").GetString()!));
        Assert.Equal((20.0, 256L << 20), (root.GetProperty("limits").GetProperty("wallSeconds").GetDouble(), root.GetProperty("limits").GetProperty("memoryBytes").GetInt64()));
        Assert.Equal(0, root.GetProperty("exitStatus").GetInt32());
        Assert.True(root.GetProperty("peakMemoryBytes").GetInt64() > 0);

        string? Text(string name) => root.GetProperty(name).GetString();
    }

    [Fact]
    public async Task a_guest_that_fails_is_told_with_its_line()
    {
        var result = await RunAsync("var a = 0;\n\nConsole.Write(1 / a);", "--json");

        Assert.Equal(1, result.ExitCode);
        using var report = JsonDocument.Parse(result.Output);
        Assert.Equal(("failed", 3), (report.RootElement.GetProperty("verdict").GetString(), report.RootElement.GetProperty("exception").GetProperty("line").GetInt32()));
        Assert.Contains("agentnb: Failed (line 3): The guest threw System.DivideByZeroException", (await RunAsync("var a = 0;\n\nConsole.Write(1 / a);")).Errors);
    }

    [Fact]
    public async Task code_that_does_not_compile_is_told_with_its_place()
    {
        var result = await RunAsync("\n  missing");

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains("code.csx(2,3): error CS0103", result.Errors);
        using var report = JsonDocument.Parse((await RunAsync("\n  missing", "--json")).Output);
        Assert.Equal(("doesNotCompile", "CS0103"), (report.RootElement.GetProperty("verdict").GetString(), report.RootElement.GetProperty("errors")[0].GetProperty("id").GetString()));
    }

    [Fact]
    public async Task what_is_refused_ends_with_3() => Assert.Equal(3, (await RunAsync("(Action)(() => { })")).ExitCode);

    [SandboxFact]
    public async Task a_file_is_refused_with_the_way_to_hand_it_in_and_there_once_it_is()
    {
        var data = Write("data.txt", "12345");
        var code = Write("code.csx", $"\nFile.ReadAllText(\"{data}\").Length");

        var refused = await ToolProcess.RunAsync(_scratch.Path, "sandbox", "run", code, "--json");
        Assert.Equal(3, refused.ExitCode);
        using var report = JsonDocument.Parse(refused.Output);
        Assert.Equal(("refused", "System.IO.File.ReadAllText"), (report.RootElement.GetProperty("verdict").GetString(), report.RootElement.GetProperty("refusedCall").GetString()));
        Assert.Equal(2, report.RootElement.GetProperty("exception").GetProperty("line").GetInt32());
        Assert.Contains("at line 2", report.RootElement.GetProperty("reason").GetString());
        Assert.Contains("--input NAME=FILE", report.RootElement.GetProperty("reason").GetString());

        Write("code.csx", "Artifacts.Save(\"copy\", Inputs[\"data\"].Bytes);\nInputs[\"data\"].Text.Length");
        var handed = await ToolProcess.RunAsync(_scratch.Path, "sandbox", "run", code, "--input", $"data={data}", "--save", "out");
        Assert.Equal((0, "5"), (handed.ExitCode, handed.Output));
        Assert.Equal("12345", File.ReadAllText(_scratch.File("out/copy")));
    }

    [Fact]
    public async Task files_that_are_there_are_kept_unless_they_may_be_replaced()
    {
        Directory.CreateDirectory(_scratch.File("out"));
        File.WriteAllText(_scratch.File("out/a"), "mine");

        var kept = await RunAsync("Artifacts.Save(\"a\", \"theirs\");", "--save", "out");
        Assert.Equal((1, "mine"), (kept.ExitCode, File.ReadAllText(_scratch.File("out/a"))));
        Assert.Contains("--overwrite", kept.Errors);

        var replaced = await RunAsync("Artifacts.Save(\"a\", \"theirs\");", "--save", "out", "--overwrite");
        Assert.Equal((0, "theirs"), (replaced.ExitCode, File.ReadAllText(_scratch.File("out/a"))));
    }

    [Theory]
    [InlineData(2, "Did you mean 'confined'?", "--level", "confind")]
    [InlineData(2, "Did you mean 'files'?", "--profile", "file")]
    [InlineData(2, "--reads DIR", "--profile", "files")]
    [InlineData(2, "compute reads none", "--profile", "compute", "--reads", ".")]
    [InlineData(2, "no such folder", "--reads", "absent")]
    [InlineData(2, "the whole machine", "--reads", "/proc/self")]
    [InlineData(2, "at least level confined", "--level", "none", "--reads", ".")]
    [InlineData(2, "--timeout takes", "--timeout", "soon")]
    [InlineData(2, "at least 64MiB", "--memory", "1KiB")]
    [InlineData(2, "write NAME=FILE", "--input", "data")]
    [InlineData(1, "no such file", "--input", "x=absent")]
    [InlineData(1, "no such file", "--reference", "absent.dll")]
    [InlineData(2, "Did you mean '--level'?", "--levl", "none")]
    public async Task what_is_wrong_with_the_command_line_is_told_before_anything_runs(int exitCode, string why, params string[] options)
    {
        var result = await ToolProcess.RunAsync(_scratch.Path, ["sandbox", "run", Write("code.csx", "Console.Write(1);"), .. options]);

        Assert.Equal((exitCode, ""), (result.ExitCode, result.Output));
        Assert.Contains(why, result.Errors);
    }

    [Fact]
    public async Task code_that_is_not_there_is_named()
    {
        var result = await ToolProcess.RunAsync(_scratch.Path, "sandbox", "run", "absent.csx");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("absent.csx: there is no such file", result.Errors);
    }

    [Fact]
    public async Task a_notebook_is_run_at_the_level_it_is_given()
    {
        NotebookFile.Write(_scratch.Path, "one.ipynb", "#!sandbox\n6 * 7");

        Assert.Equal(0, (await ToolProcess.RunAsync(_scratch.Path, "run", "one.ipynb", "--level", "none")).ExitCode);
        Assert.Contains("level none, profile compute", File.ReadAllText(_scratch.File("one.out.ipynb")));
        Assert.Contains("Did you mean 'none'?", (await ToolProcess.RunAsync(_scratch.Path, "run", "one.ipynb", "--level", "nine")).Errors);
    }

    public void Dispose() => _scratch.Dispose();

    private Task<ToolResult> RunAsync(string code, params string[] options)
    {
        Write("code.csx", code);
        return ToolProcess.RunAsync(_scratch.Path, ["sandbox", "run", "code.csx", "--level", "none", .. options]);
    }

    private string Write(string name, string text)
    {
        File.WriteAllText(_scratch.File(name), text);
        return _scratch.File(name);
    }
}

using AgentNotebook.Display;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Workers;
using AgentNotebook.Magics;
using AgentNotebook.Tests.Shared;

namespace AgentNotebook.Cells.Tests;

/// <summary>Whole cells in real workers. Without a sandbox: what is tested here does not depend on one.</summary>
public sealed class SandboxMagicTests : IAsyncDisposable
{
    private readonly ScratchServices _scratch = new();
    private readonly WorkerRunner _runner = new(new WorkerRunnerOptions { Pool = new() { Spares = 0 }, Sandbox = new() { MinimumLevel = SandboxLevel.None, MaximumLevel = SandboxLevel.None } });
    private readonly CellEngine _engine;
    private RecordedOutput _output = new();

    public SandboxMagicTests() => _engine = new CellEngine(_scratch.Services with { Runner = _runner }, BuiltInMagics.CreateCatalog());

    private string Folder => _scratch.Services.Folder;

    [Fact]
    public async Task the_result_of_the_child_is_a_variable_of_the_notebook_and_its_output_is_the_cells()
    {
        await Run("#!sandbox --as squares\nConsole.WriteLine(\"in the child\");\nConsole.Error.Write(\"careful\");\nEnumerable.Range(1, 3).Select(x => x * x).ToArray()");

        Assert.Equal("in the child" + Environment.NewLine, _output.Printed("stdout"));
        Assert.Equal("careful", _output.Printed("stderr"));
        Assert.Matches(@"^display:#!sandbox: level none, profile compute: .+ of processor time .+ of memory$", Assert.Single(_output.Calls, call => call.StartsWith("display:", StringComparison.Ordinal)));
        await Run("squares[2]");
        Assert.Contains("result[2]:9", _output.Calls);
    }

    [Fact]
    public async Task without_a_name_the_result_is_shown()
    {
        await Run("#!sandbox\nnew[] { 1, 2 }");

        Assert.Contains("display:[1,2]", _output.Calls);
    }

    [Fact]
    public async Task variables_inputs_and_libraries_are_handed_over()
    {
        File.WriteAllText(Path.Combine(Folder, "data.csv"), "1\n2\n39");
        await Run("var factor = 2; var names = new List<string> { \"a\", \"b\" };");
        var libraries = string.Join(' ', new[] { "FsCheck.dll", "FSharp.Core.dll" }.Select(file => $"--reference \"{Path.Combine(AppContext.BaseDirectory, file)}\""));
        await Run($"#!sandbox --variable factor --variable names --input in=data.csv {libraries} --as x\nFsCheck.FSharp.Gen.Constant(0);\n(Inputs[\"in\"].Lines().Sum(int.Parse) * factor, names.Count)");
        await Run("x.Item1 + x.Item2");

        Assert.Contains("result[3]:86", _output.Calls);
    }

    [Fact]
    public async Task the_gpu_is_not_opened_to_code_that_runs_without_a_sandbox() =>
        Assert.Contains("Profile gpu needs at least level confined", (await Fail("#!sandbox --profile gpu\n1")).Message, StringComparison.Ordinal);

    [Fact]
    public async Task another_profile_is_refused_with_the_one_there_is() =>
        Assert.Contains("gpu", (await Fail("#!sandbox --profile cpu\n1")).Message, StringComparison.Ordinal);

    [Fact]
    public async Task a_device_that_is_opened_is_named_on_the_screen_marked_on_the_curve_and_closed_with_the_child()
    {
        await using var runner = new WorkerRunner(new WorkerRunnerOptions { Sandbox = new() { GpuNodes = ["/dev/zero"] }, Pool = new() { Spares = 0 } });
        await using var engine = new CellEngine(_scratch.Services with { Runner = runner }, BuiltInMagics.CreateCatalog());
        var output = new RecordedOutput();
        var result = await engine.ExecuteAsync(new CellSource("#!sandbox --profile gpu\nFile.OpenHandle(\"/dev/zero\").IsInvalid", "cell-1"), output);
        if (result.Error is { Message: var refusal } && refusal.Contains("needs at least level 'confined'", StringComparison.Ordinal))
        {
            // Neither bubblewrap nor landlock: that is what the refusal says.
            return;
        }

        Assert.True(result.Succeeded, string.Join('\n', result.Error?.Traceback ?? []));
        Assert.Contains("display:false", output.Calls);
        Assert.Contains(output.Calls, call => call.StartsWith("display:#!sandbox: open to the code: ", StringComparison.Ordinal) && call.Contains("/dev/zero", StringComparison.Ordinal));
        Assert.Contains(output.Calls, call => call.Contains("profile gpu", StringComparison.Ordinal));
        Assert.Equal(["cell 1", "GPU child begins", "GPU child has ended"], engine.Services.Memory.Snapshot().Marks.Select(mark => mark.Name));
    }

    [Fact]
    public async Task a_library_that_needs_another_says_which() =>
        Assert.Contains(
            "'FSharp.Core, Version=5.0.0.0, Culture=neutral, PublicKeyToken=b03f5f7f11d50a3a'. The system cannot find the file specified. Hand it in, too: --reference FILE.",
            (await Fail($"#!sandbox --reference \"{Path.Combine(AppContext.BaseDirectory, "FsCheck.dll")}\"\nFsCheck.FSharp.Gen.Constant(0);")).Message.ReplaceLineEndings(" ").Replace("  ", " ", StringComparison.Ordinal));

    [Fact]
    public async Task a_failure_is_told_in_the_lines_of_the_cell()
    {
        var error = await Fail("var a = 1;\n#!sandbox\nvar b = 0;\n\nvar c = 1 / b;");

        Assert.Equal((CellError.Magic, 5), (error.Name, error.Line));
        Assert.Contains("System.DivideByZeroException", error.Message);
        Assert.Contains("    var c = 1 / b;", error.Traceback);
        Assert.Contains(_output.Calls, call => call.Contains("level none", StringComparison.Ordinal));
    }

    [Fact]
    public async Task what_does_not_compile_is_told_in_the_lines_of_the_cell()
    {
        var error = await Fail("#!sandbox\nvar a = 1;\nvar b = mising;\nc");

        Assert.Equal((3, 9), (error.Line, error.Column));
        Assert.Contains("CS0103", error.Message);
        Assert.Contains("line 4, column 1: CS0103", error.Message);
    }

    [Theory]
    [InlineData("#!sandbox --variable nothing\n1", 0, "no variable 'nothing'")]
    [InlineData("#!sandbox --input x\n1", 1, "write NAME=FILE")]
    [InlineData("#!sandbox --input x=absent\n1", 1, "no such file")]
    [InlineData("#!sandbox --reference absent.dll\n1", 1, "no such file")]
    [InlineData("#!sandbox --memory 1MiB\n1", 1, "at least 64MiB")]
    [InlineData("#!sandbox\n", 2, "nothing to run")]
    [InlineData("#!sandbox --as x\nConsole.Write(1);", 2, "no result for 'x'")]
    [InlineData("#!sandbox\n#r \"x.dll\"\n1", 2, "--reference FILE")]
    [InlineData("#!sandbox --timeout 700ms\nwhile (true) { }", 0, "wall-clock limit of 0.7 s")]
    public async Task what_cannot_be_done_is_told_with_its_place(string code, int line, string why)
    {
        var error = await Fail(code);

        Assert.Equal(line, error.Line);
        Assert.Contains(why, error.Message);
    }

    [Fact]
    public async Task artifacts_are_shown_or_else_saved_below_a_folder()
    {
        const string Code = "Artifacts.Save(\"plot.svg\", \"<svg><script/></svg>\");\nArtifacts.Save(\"t.csv\", \"1\");";
        await Run("#!sandbox\n" + Code);
        Assert.All(_output.Bundles, bundle => Assert.DoesNotContain("<script", string.Concat(bundle.Data.Values)));
        Assert.Contains(_output.Bundles, bundle => bundle.Data.TryGetValue(MimeBundle.Html, out var html) && html.Contains("<img ", StringComparison.Ordinal));
        Assert.Contains("display:1 artifact not shown: t.csv (1 B). --save DIR writes it to a folder.", _output.Calls);

        await Run("#!sandbox --save out\n" + Code);
        Assert.Equal("1", File.ReadAllText(Path.Combine(Folder, "out", "t.csv")));
        Assert.Contains(_output.Calls, call => call.EndsWith("; saved to out: plot.svg (20 B), t.csv (1 B)", StringComparison.Ordinal));

        Assert.Contains("--overwrite", (await Fail("#!sandbox --save out\n" + Code)).Message);
        await Run("#!sandbox --save out --overwrite\nArtifacts.Save(\"t.csv\", \"2\");");
        Assert.Equal("2", File.ReadAllText(Path.Combine(Folder, "out", "t.csv")));
    }

    [Fact]
    public async Task a_refusal_is_marked_as_one_for_safety()
    {
        var result = await Execute("#!sandbox\n(Action)(() => { })");

        Assert.True(result.RefusedForSafety);
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        await _runner.DisposeAsync();
        _scratch.Dispose();
    }

    private Task<CellResult> Execute(string code)
    {
        _output = new RecordedOutput();
        return _engine.ExecuteAsync(new CellSource(code, "cell-1"), _output);
    }

    private async Task Run(string code)
    {
        var result = await Execute(code);
        Assert.True(result.Succeeded, string.Join('\n', result.Error?.Traceback ?? []));
    }

    private async Task<CellError> Fail(string code)
    {
        var result = await Execute(code);
        Assert.False(result.Succeeded);
        return result.Error!;
    }
}

using AgentNotebook.Tool.Tests.Support;

namespace AgentNotebook.Tool.Tests;

/// <summary>Notebooks of Polyglot Notebooks run, and go to Jupyter and back.</summary>
public sealed class ConvertTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    [Fact]
    public async Task a_notebook_goes_to_dib_and_back_and_what_is_lost_is_said_in_one_line()
    {
        NotebookFile.Write(_scratch.Path, "a.ipynb", ("var n = 1;", ["parameters"]), ("#!html\n<b>x</b>", []));
        var there = await ToolProcess.RunAsync(_scratch.Path, "convert", "a.ipynb", "b.dib");
        Assert.Equal((0, "Wrote b.dib.", "agentnb: b.dib does not keep: tags and other metadata of 1 cell.\n"), (there.ExitCode, there.Output, there.Errors));
        var back = await ToolProcess.RunAsync(_scratch.Path, "convert", "b.dib", "c.ipynb");
        Assert.Equal((0, "Wrote c.ipynb.", ""), (back.ExitCode, back.Output, back.Errors));
        Assert.Contains("\"#!html\\n\"", File.ReadAllText(_scratch.File("c.ipynb")));
    }

    [Fact]
    public async Task a_file_that_is_there_and_a_damaged_notebook_fail_and_change_nothing()
    {
        File.WriteAllText(_scratch.File("a.dib"), "#!meta\n{");
        File.WriteAllText(_scratch.File("b.ipynb"), "before");
        var kept = await ToolProcess.RunAsync(_scratch.Path, "convert", "a.dib", "b.ipynb");
        Assert.Equal(1, kept.ExitCode);
        Assert.Contains("--overwrite", kept.Errors);
        var damaged = await ToolProcess.RunAsync(_scratch.Path, "convert", "a.dib", "b.ipynb", "--overwrite");
        Assert.Equal(1, damaged.ExitCode);
        Assert.Contains("a.dib, line 2", damaged.Errors);
        Assert.Equal("before", File.ReadAllText(_scratch.File("b.ipynb")));
    }

    [Theory]
    [InlineData("same format", "convert", "a.dib", "b.dib")]
    [InlineData("'b.txt' ends in neither", "convert", "a.dib", "b.txt")]
    [InlineData("Leave out --inplace", "run", "a.dib", "--inplace")]
    [InlineData("Let --output end in .ipynb", "run", "a.dib", "--output", "b.dib")]
    public async Task what_cannot_be_meant_is_wrong_usage(string named, params string[] args)
    {
        File.WriteAllText(_scratch.File("a.dib"), "#!csharp\n1\n");
        var result = await ToolProcess.RunAsync(_scratch.Path, args);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(named, result.Errors);
        Assert.Single(Directory.GetFiles(_scratch.Path));
    }

    [Fact]
    public async Task a_polyglot_notebook_runs_and_is_written_for_jupyter()
    {
        File.WriteAllText(_scratch.File("a.dib"), "#!markdown\n\n# T\n\n#!csharp\n\n#!import b.dib\n\n#!fsharp\n\nlet y = 1\n\n#!csharp\n\nx + 1\n");
        File.WriteAllText(_scratch.File("b.dib"), "var x = 41;\n");
        var result = await ToolProcess.RunAsync(_scratch.Path, "run", "a.dib");
        Assert.Equal("", result.Errors);
        Assert.Equal(0, result.ExitCode);
        var outputs = NotebookFile.Outputs(_scratch.File("a.out.ipynb"));
        Assert.Contains("42", outputs);
        Assert.Contains("F# does not run here", outputs);
    }

    public void Dispose() => _scratch.Dispose();
}

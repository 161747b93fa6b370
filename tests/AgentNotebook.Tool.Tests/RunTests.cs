using System.Text.Json.Nodes;
using AgentNotebook.Tool.Tests.Support;

namespace AgentNotebook.Tool.Tests;

public sealed class RunTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    [Fact]
    public async Task relative_paths_of_cells_begin_at_the_notebook_and_those_of_the_command_line_where_it_was_typed()
    {
        var lesson = Directory.CreateDirectory(_scratch.File("lesson")).FullName;
        File.WriteAllText(Path.Combine(lesson, "beside.txt"), "was beside it");
        NotebookFile.Write(lesson, "reads.ipynb", "File.ReadAllText(\"beside.txt\")");
        var result = await ToolProcess.RunAsync(_scratch.Path, "run", "lesson/reads.ipynb", "--output", "out.ipynb", "--store", "kept.db");
        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Contains("was beside it", NotebookFile.Outputs(_scratch.File("out.ipynb")));
        Assert.True(File.Exists(_scratch.File("kept.db")));
        Assert.Contains("Wrote out.ipynb.", result.Output);
    }

    [Fact]
    public async Task state_is_carried_from_cell_to_cell_and_outputs_are_written_beside_the_notebook()
    {
        var file = NotebookFile.Write(_scratch.Path, "cells.ipynb", "var x = 20;", "x += 1; Console.WriteLine(\"seen\");", "x * 2");
        var original = File.ReadAllText(file);
        var result = await ToolProcess.RunAsync(_scratch.Path, "run", "cells.ipynb");
        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Equal(original, File.ReadAllText(file));
        var outputs = NotebookFile.Outputs(_scratch.File("cells.out.ipynb"));
        Assert.Contains("seen", outputs);
        Assert.Contains("42", outputs);
        Assert.True(File.Exists(_scratch.File(".agentnb/sessions.db")));
    }

    [Fact]
    public async Task the_agents_result_becomes_a_typed_variable()
    {
        NotebookFile.Write(
            _scratch.Path,
            "typed.ipynb",
            "#!agent-run --as roots --check \"roots.Count == 2\" --check \"result.Count == 2\"\nvar roots = new List<double> { 1.5, 2.5 }\nroots",
            "roots.Sum() == 4 ? \"typed\" : \"not\"");
        var result = await ToolProcess.RunAsync(_scratch.Path, "run", "typed.ipynb");
        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Contains("typed", NotebookFile.Outputs(_scratch.File("typed.out.ipynb")));
        Assert.Contains("Revising", result.Output);
    }

    [Fact]
    public async Task a_failing_cell_ends_the_run_with_1_its_number_its_line_and_its_error_and_what_was_done_is_saved()
    {
        NotebookFile.Write(_scratch.Path, "fails.ipynb", "\"first\"", "var ok = 1;\nvar bad = int.Parse(\"x\");", "\"never\"");
        var result = await ToolProcess.RunAsync(_scratch.Path, "run", "fails.ipynb");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("cell 2", result.Errors);
        Assert.Contains("line 2", result.Errors);
        Assert.Contains("int.Parse(\"x\")", result.Errors);
        Assert.Contains("FormatException", result.Errors);
        var outputs = NotebookFile.Outputs(_scratch.File("fails.out.ipynb"));
        Assert.Contains("first", outputs);
        Assert.DoesNotContain("never", outputs);
    }

    [Fact]
    public async Task an_error_cannot_steer_the_terminal()
    {
        NotebookFile.Write(_scratch.Path, "steers.ipynb", "throw new Exception(\"\\u001b[2Jgone\"); // \u001b[2J");
        var result = await ToolProcess.RunAsync(_scratch.Path, "run", "steers.ipynb");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("[2Jgone", result.Errors);
        Assert.DoesNotContain('\u001b', result.Errors);
    }

    [Fact]
    public async Task a_cell_tagged_raises_exception_may_fail()
    {
        NotebookFile.Write(_scratch.Path, "may.ipynb", ("throw new Exception(\"expected\");", ["raises-exception"]), ("\"after\"", []));
        var result = await ToolProcess.RunAsync(_scratch.Path, "run", "may.ipynb");
        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Contains("after", NotebookFile.Outputs(_scratch.File("may.out.ipynb")));
    }

    [Fact]
    public async Task parameters_fill_the_tagged_cell()
    {
        NotebookFile.Write(_scratch.Path, "params.ipynb", ("var rate = 0.1;\nvar name = \"a\";", ["parameters"]), ("$\"{name}:{rate}\"", []));
        var result = await ToolProcess.RunAsync(_scratch.Path, "run", "params.ipynb", "--parameters", "rate=0.5", "--parameters", "name=b");
        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Contains("b:0.5", NotebookFile.Outputs(_scratch.File("params.out.ipynb")));

        var wrong = await ToolProcess.RunAsync(_scratch.Path, "run", "params.ipynb", "--parameters", "rat=0.5");
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("rate", wrong.Errors);
    }

    [Fact]
    public async Task inplace_replaces_the_notebook_and_output_names_another_file()
    {
        var file = NotebookFile.Write(_scratch.Path, "place.ipynb", "6 * 7");
        Assert.Equal(0, (await ToolProcess.RunAsync(_scratch.Path, "run", "place.ipynb", "--output", "made/here.ipynb")).ExitCode);
        Assert.Contains("42", NotebookFile.Outputs(_scratch.File("made/here.ipynb")));
        Assert.DoesNotContain("42", NotebookFile.Outputs(file));
        Assert.Equal(0, (await ToolProcess.RunAsync(_scratch.Path, "run", "place.ipynb", "--inplace")).ExitCode);
        Assert.Contains("42", NotebookFile.Outputs(file));
        Assert.Equal(4, JsonNode.Parse(File.ReadAllText(file))!["nbformat"]!.GetValue<int>());
    }

    [Fact]
    public async Task an_agent_that_cannot_succeed_fails_its_cell_with_the_evidence()
    {
        NotebookFile.Write(_scratch.Path, "never.ipynb", "#!agent-run --check \"result > 1\" --check \"result < 0\"\n0.5");
        var result = await ToolProcess.RunAsync(_scratch.Path, "run", "never.ipynb");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Failed", result.Errors);
        Assert.Contains("sessions show never", result.Errors);
    }

    [Fact]
    public async Task the_library_the_agent_code_runs_with_has_none_of_the_parents_environment()
    {
        NotebookFile.Write(_scratch.Path, "env.ipynb", "#!agent-run --check \"result == \\\"gone\\\"\"\nEnvironment.GetEnvironmentVariable(\"DOTNET_CLI_TELEMETRY_OPTOUT\") ?? \"gone\"");
        Environment.SetEnvironmentVariable("DOTNET_CLI_TELEMETRY_OPTOUT", "1");
        var result = await ToolProcess.RunAsync(_scratch.Path, "run", "env.ipynb");
        Assert.True(result.ExitCode == 0, result.Errors);
    }

    public void Dispose() => _scratch.Dispose();
}

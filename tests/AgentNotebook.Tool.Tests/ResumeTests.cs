using AgentNotebook.Agents;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Sessions;
using AgentNotebook.Tool.Tests.Support;

namespace AgentNotebook.Tool.Tests;

public sealed class ResumeTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    [Fact]
    public async Task a_run_stopped_by_the_controller_goes_on_with_resume_and_its_result_becomes_a_variable()
    {
        CountingPlaybook.Write(_scratch.File("count.yaml"), 8, "1ms");
        NotebookFile.Write(_scratch.Path, "count.ipynb", "#!agent-run --model script:count.yaml --check \"result == 7\"\n0");
        var stopped = await ToolProcess.RunAsync(_scratch.Path, "run", "count.ipynb");
        Assert.Equal(1, stopped.ExitCode);
        Assert.Contains("The limit of 5 rounds is reached", stopped.Errors);
        Assert.Contains("#!agent-run --resume run-1", stopped.Errors);

        NotebookFile.Write(_scratch.Path, "count.ipynb", "#!agent-run --resume run-1", "result + 35");
        var resumed = await ToolProcess.RunAsync(_scratch.Path, "run", "count.ipynb");
        Assert.True(resumed.ExitCode == 0, resumed.Errors);
        Assert.Contains("42", NotebookFile.Outputs(_scratch.File("count.out.ipynb")));
        var run = Assert.Single(Runs("count"));
        Assert.Equal(8, run.Attempts.Count);
    }

    [Fact]
    public async Task an_interrupted_pass_goes_on_where_it_was_and_does_finished_runs_not_again()
    {
        CountingPlaybook.Write(_scratch.File("quick.yaml"), 1, "1ms");
        CountingPlaybook.Write(_scratch.File("slow.yaml"), 4, "400ms");
        NotebookFile.Write(
            _scratch.Path,
            "two.ipynb",
            "#!agent-run --model script:quick.yaml --check \"result == 1\" --as first\n0",
            "#!agent-run --model script:slow.yaml --check \"result == 4\" --as second\n0",
            "first + second");
        using (var tool = ToolProcess.Start(_scratch.Path, "run", "two.ipynb"))
        {
            Assert.NotNull(tool.WaitForLine("run-2 Revising"));
            tool.Interrupt();
            var interrupted = await tool.ResultAsync();
            Assert.Equal(130, interrupted.ExitCode);
            Assert.Contains("goes on where it was", interrupted.Errors);
        }

        Assert.Equal([AgentState.Succeeded, AgentState.Cancelled], Runs("two").Select(run => run.State));
        var again = await ToolProcess.RunAsync(_scratch.Path, "run", "two.ipynb");
        Assert.True(again.ExitCode == 0, again.Errors);
        Assert.Contains("pass-1 goes on", again.Output);
        Assert.Contains("5", NotebookFile.Outputs(_scratch.File("two.out.ipynb")));
        Assert.Equal([2, 5], Runs("two").Select(run => run.FinishedCalls));

        var third = await ToolProcess.RunAsync(_scratch.Path, "run", "two.ipynb", "--store", _scratch.File("other.db"));
        Assert.Equal(0, third.ExitCode);
        Assert.DoesNotContain("goes on", third.Output);
    }

    [Fact]
    public async Task a_pass_with_other_parameters_is_another_pass()
    {
        NotebookFile.Write(_scratch.Path, "par.ipynb", ("var n = 1;", ["parameters"]), ("#!agent-run --check \"result == 2\"\n1 + 1", []));
        await ToolProcess.RunAsync(_scratch.Path, "run", "par.ipynb");
        await ToolProcess.RunAsync(_scratch.Path, "run", "par.ipynb", "--parameters", "n=2");
        Assert.Equal(["pass-1", "pass-2"], Runs("par").Select(run => run.Request.Pass));
    }

    public void Dispose() => _scratch.Dispose();

    private IReadOnlyList<RunRecord> Runs(string session)
    {
        using var store = SqliteSessionStore.OpenReadOnly(_scratch.File(".agentnb/sessions.db"));
        return RunHistory.Read(store.Read(session));
    }
}

using System.Text.Json;
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
        Assert.Contains("#!agent-resume run-1", stopped.Errors);

        NotebookFile.Write(_scratch.Path, "count.ipynb", "#!agent-resume run-1", "result + 35");
        var resumed = await ToolProcess.RunAsync(_scratch.Path, "run", "count.ipynb");
        Assert.True(resumed.ExitCode == 0, resumed.Errors);
        Assert.Contains("42", NotebookFile.Outputs(_scratch.File("count.out.ipynb")));
        var run = Assert.Single(Runs("count"));
        Assert.Equal(8, run.Attempts.Count);
    }

    [Fact]
    public async Task a_run_is_shown_with_numbered_steps_the_rules_of_its_faults_hints_and_what_it_spent()
    {
        CountingPlaybook.Write(_scratch.File("count.yaml"), 3, "1ms");
        NotebookFile.Write(_scratch.Path, "count.ipynb", "#!agent-run --model script:count.yaml --check \"result == 2\" --max-iterations 1\n0");
        await ToolProcess.RunAsync(_scratch.Path, "run", "count.ipynb");
        NotebookFile.Write(_scratch.Path, "count.ipynb", "#!agent-resume --hint \"It is 2.\"");
        await ToolProcess.RunAsync(_scratch.Path, "run", "count.ipynb");

        var text = (await ToolProcess.RunAsync(_scratch.Path, "sessions", "show", "count")).Output.ReplaceLineEndings("\n");
        Assert.Matches(@"\n   1  \d\d:\d\d:\d\d\.\d{3}  Ready → Planning  ", text);
        Assert.Contains("\n  fault: check-failed (permanent), Reflecting: Check result == 2 does not hold: result = 0", text);
        Assert.Contains("\n  hint: after attempt 2: It is 2.\n", text);
        Assert.Matches(@"\n  spent: .+ active, .+ of processor time", text);

        using var json = JsonDocument.Parse((await ToolProcess.RunAsync(_scratch.Path, "sessions", "show", "count", "--json")).Output);
        var run = json.RootElement.GetProperty("runs")[0];
        Assert.Equal(1, run.GetProperty("transitions")[0].GetProperty("step").GetInt32());
        Assert.Equal("check-failed", run.GetProperty("faults")[0].GetProperty("rule").GetString());
        Assert.Equal("It is 2.", run.GetProperty("hints")[0].GetProperty("text").GetString());
        Assert.True(run.GetProperty("spent").TryGetProperty("activeTime", out _));
    }

    [Fact]
    public async Task an_interrupted_pass_goes_on_where_it_was_and_does_finished_runs_not_again()
    {
        CountingPlaybook.Write(_scratch.File("quick.yaml"), 1, "1ms");
        CountingPlaybook.Write(_scratch.File("slow.yaml"), 4, "2s");
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

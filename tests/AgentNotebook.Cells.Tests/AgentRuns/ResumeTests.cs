using AgentNotebook.Agents;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Cells.Tests.Input;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;
using AgentNotebook.Models;
using AgentNotebook.Sessions;

namespace AgentNotebook.Cells.Tests.AgentRuns;

public sealed class ResumeTests : IAsyncDisposable
{
    private readonly NotebookFolder _notebook = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task a_run_goes_on_with_a_hint_and_rounds_in_the_same_kernel_and_in_another(bool another)
    {
        await StopAfter("0", "1", "2", "3");
        if (another)
        {
            await _notebook.StartAsync();
        }

        await _notebook.Run("#!agent-resume run-1 --hint \"The answer is 3.\" --max-iterations 2 --as answer");
        Assert.Equal("3", await _notebook.Value("answer"));
        var run = Assert.Single(_notebook.Runs);
        Assert.Equal((AgentState.Succeeded, 4, 2), (run.State, run.Attempts.Count, run.RoundsAllowed));
        Assert.Equal([(2, "The answer is 3.")], run.Hints);
    }

    [Fact]
    public async Task a_person_writes_the_next_code_from_the_cell_that_edit_shows()
    {
        await StopAfter("0", "1");
        await _notebook.Run("#!agent-resume --edit");
        Assert.Equal("Put this into a cell, change it and run it:\n\n#!agent-resume run-1 --edit\n1\n", _notebook.Output.Printed("stdout"));
        Assert.Equal(AgentState.Failed, _notebook.Runs[0].State);

        await _notebook.Run("#!agent-resume run-1 --edit\n1 + 2");
        Assert.Equal("3", await _notebook.Value("result"));
        Assert.Equal("1 + 2", _notebook.Runs[0].Attempts[^1].Code);
        Assert.Equal(2, _notebook.Runs[0].FinishedCalls);
    }

    [Fact]
    public async Task a_run_is_taken_back_to_a_step_and_goes_on_from_there()
    {
        await StopAfter("0", "1", "3");
        var acting = _notebook.Runs[0].Transitions.ToList().FindIndex(record => record.Transition.To == AgentState.Reflecting) + 1;
        await _notebook.StartAsync();
        await _notebook.Run($"#!agent-resume --from {acting}");

        var run = Assert.Single(_notebook.Runs);
        Assert.Equal(["0", "3"], run.Attempts.Select(attempt => attempt.Code));
        Assert.Equal("3", await _notebook.Value("result"));
    }

    [Fact]
    public async Task a_run_that_succeeded_gives_its_result_again_and_goes_on_only_from_an_earlier_step()
    {
        await _notebook.StartAsync();
        await _notebook.Run("#!agent-run --as first\n3");
        await _notebook.StartAsync();
        await _notebook.Run("#!agent-resume run-1 --as again");
        Assert.Equal("3", await _notebook.Value("again"));

        var error = await _notebook.Fail("#!agent-resume run-1 --hint \"Make it 4.\"");
        Assert.Contains("run-1 has succeeded", error.Message);
        Assert.Contains("\n  4  Reflecting → Succeeded", error.Message);
        Assert.Contains("no run that can go on", (await _notebook.Fail("#!agent-resume")).Message);
        await _notebook.Run("#!agent-resume run-1 --from 1 --max-iterations 3");
        Assert.Equal(2, _notebook.Runs[0].FinishedCalls);
    }

    [Fact]
    public async Task an_assumption_is_decided_on_resume_and_an_unknown_one_is_refused_by_those_there_are()
    {
        using (var store = SqliteSessionStore.Open(_notebook.Store))
        using (var session = Session.Open(store, "notebook"))
        {
            var request = new RunRequest { Brief = new TaskBrief("Integrate.", ["result == 3"]), Models = new ModelChoice("script:more.yaml") };
            await AgentRun.Start(session, request, new RunServices { Model = new AssumingModel(), Compiler = new GuestCompiler(), Runner = new NoWorker() }).RunAsync(default);
        }

        _notebook.Playbook("more.yaml", "0", "0", "3");
        await _notebook.StartAsync();
        var error = await _notebook.Fail("#!agent-resume --assume stp=0.1");
        Assert.Contains("Did you mean 'step'? Assumptions: step (1).", error.Message);
        Assert.Equal(1, error.Line);

        await _notebook.Run("#!agent-resume --assume step=0.1");
        Assert.Equal([new Assumption("step", "Which step?", "0.1") { IsDecided = true }], _notebook.Runs[0].Assumptions);
    }

    [Fact]
    public async Task a_run_of_another_session_goes_on_there_and_its_result_comes_here()
    {
        await StopAfter("0", "1", "3");
        await _notebook.StartAsync("other");
        await _notebook.Run("#!agent-resume notebook --as fetched");
        Assert.Equal("3", await _notebook.Value("fetched"));
        Assert.Empty(_notebook.Runs);
        Assert.Contains("Did you mean 'notebook'?", (await _notebook.Fail("#!agent-resume run-1 --session notbook")).Message);

        await _notebook.StartAsync();
        Assert.Equal(AgentState.Succeeded, Assert.Single(_notebook.Runs).State);
    }

    [Fact]
    public async Task a_session_that_is_being_written_is_refused_by_who_writes_it()
    {
        await StopAfter("0");
        using var store = SqliteSessionStore.Open(_notebook.Store);
        using var busy = Session.Open(store, "busy");
        foreach (var magic in new[] { "#!agent-resume --session busy", "#!agent-stop --session busy" })
        {
            var error = await _notebook.Fail(magic);
            Assert.Contains($"process ({Environment.ProcessId})", error.Message);
            Assert.Contains("interrupting its cell", error.Message);
        }
    }

    [Theory]
    [InlineData("#!agent-resume run-7", 1, "There is no run 'run-7' in session 'notebook'. Did you mean 'run-1'? Runs: run-1 (Failed).")]
    [InlineData("#!agent-resume run-1 --from 99", 1, "run-1 has no step 99. Its steps:\n  1  Ready → Planning\n")]
    [InlineData("#!agent-resume --assume a=b", 1, "Its plan names no assumptions")]
    [InlineData("#!agent-resume --assume a", 1, "NAME=VALUE")]
    [InlineData("#!agent-resume --hnt x", 1, "Did you mean '--hint'?")]
    [InlineData("#!agent-resume\n1 + 1", 2, "'--edit'")]
    [InlineData("#!agent-stop", 1, "has no run that waits or was left behind. Runs: run-1 (Failed).")]
    [InlineData("#!agent-stop run-1", 1, "run-1 has ended already: it is Failed. '#!agent-resume run-1' would go on with it.")]
    public async Task what_cannot_go_on_is_told_by_what_there_is(string magic, int line, string why)
    {
        await StopAfter("0");
        var entries = _notebook.Session.LastSequence;
        var error = await _notebook.Fail(magic);

        Assert.Equal(line, error.Line);
        Assert.Contains(why, error.Message);
        Assert.Equal(entries, _notebook.Session.LastSequence);
    }

    [Fact]
    public async Task a_run_waits_where_a_person_can_answer_and_fails_where_nobody_can_and_stop_ends_the_waiting()
    {
        _notebook.Person = new PersonAtTheNotebook();
        await StopAfter("0", "1", "3");
        Assert.Equal(AgentState.AwaitingHuman, _notebook.Runs[0].State);

        await _notebook.StartAsync();
        await _notebook.Run("#!agent-stop");
        Assert.Contains("display:run-1 was AwaitingHuman and is Cancelled now. Everything is kept in session 'notebook'; '#!agent-resume run-1' takes it up again.", _notebook.Output.Calls);
        var active = _notebook.Runs[0].ActiveTime;

        await _notebook.StartAsync();
        Assert.Equal((AgentState.Cancelled, active), (_notebook.Runs[0].State, _notebook.Runs[0].ActiveTime));
        await _notebook.Run("#!agent-resume run-1 --max-iterations 1");
        Assert.Equal(2, _notebook.Runs[0].RoundsAllowed);

        _notebook.Person = null;
        await StopAfter("0");
        Assert.Equal(AgentState.Failed, _notebook.Runs[^1].State);
    }

    [Fact]
    public async Task another_model_may_go_on()
    {
        await StopAfter("0");
        _notebook.Playbook("other.yaml", "0", "3");
        await _notebook.Run("#!agent-resume --model script:other.yaml");
        Assert.Equal("3", await _notebook.Value("result"));
    }

    public ValueTask DisposeAsync() => _notebook.DisposeAsync();

    /// <summary>A run that tries these codes and has to come to 3 stops after one revision.</summary>
    private async Task StopAfter(params string[] codes)
    {
        _notebook.Playbook("model.yaml", codes);
        await _notebook.StartAsync();
        await _notebook.Fail("#!agent-run --model script:model.yaml --check \"result == 3\" --max-iterations 1\nCome to 3.");
    }

    private sealed class AssumingModel : IAgentModel
    {
        public string Name => "assuming";

        public Task<PlanReply> PlanAsync(PlanRequest request, CancellationToken cancellationToken) =>
            Task.FromResult(new PlanReply("Integrate in steps.", "missing") { Assumptions = [new Assumption("step", "Which step?", "1")] });

        public Task<ReviseReply> ReviseAsync(ReviseRequest request, CancellationToken cancellationToken) => Task.FromResult(new ReviseReply(null, "No idea."));
    }

    private sealed class NoWorker : ICodeRunner
    {
        public Task<SandboxStatus> PrepareAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<GuestOutcome> RunAsync(GuestProgram program, ExecutionLimits limits, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

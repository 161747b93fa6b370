using AgentNotebook.Agents;
using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Retry;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;
using AgentNotebook.Models;
using AgentNotebook.Sessions;
using AgentNotebook.Tests.Support;

namespace AgentNotebook.Tests.Agents;

/// <summary>The run loop over a real store, with models and runners that do as they are told.</summary>
public sealed class AgentRunTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("agentnb-run-");
    private readonly SqliteSessionStore _store;
    private Session _session;

    public AgentRunTests()
    {
        _store = SqliteSessionStore.Open(Path.Combine(_folder.FullName, "sessions.db"));
        _session = Session.Open(_store, "test");
    }

    [Fact]
    public async Task code_that_is_right_at_once_succeeds_in_one_attempt()
    {
        var run = await RunAsync(new ObedientModel("1"), new ObedientRunner(Good));
        Assert.Equal("Ready Planning Acting Reflecting Succeeded", Path_(run));
        Assert.True(Assert.Single(run.Attempts).Succeeded);
    }

    [Fact]
    public async Task a_failing_attempt_is_revised_until_it_passes()
    {
        var run = await RunAsync(new ObedientModel("1", "2", "3"), new ObedientRunner(Bad("a"), Bad("b"), Good));
        Assert.Equal("Ready Planning Acting Reflecting Revising Acting Reflecting Revising Acting Reflecting Succeeded", Path_(run));
        Assert.Equal(2, run.Rounds);
    }

    [Fact]
    public async Task the_hard_limit_stops_a_run_that_does_not_converge_and_keeps_the_evidence()
    {
        var run = await RunAsync(new ObedientModel(Numbers(20)), new ObedientRunner([.. _words.Select(Bad)]));
        Assert.Equal(AgentState.Failed, run.State);
        Assert.Equal(6, run.Attempts.Count);
        Assert.Contains("limit of 5 rounds", run.Stopped!.Reason);
        Assert.Contains(run.Stopped.Evidence, line => line.Contains("six", StringComparison.Ordinal));
    }

    [Fact]
    public async Task a_model_that_gives_the_same_code_again_is_told_so_once_and_then_stopped()
    {
        var run = await RunAsync(new ObedientModel("1", "1", "1", "1", "1", "1"), new ObedientRunner([.. Enumerable.Repeat(Bad("same"), 6)]));
        Assert.Equal(3, run.Attempts.Count);
        Assert.Equal("no-change", Assert.Single(run.Interventions).Event.Pattern);
        Assert.Contains("warning did not help", run.Stopped!.Reason);
        Assert.Contains(run.Stopped.Evidence, line => line.StartsWith("Attempt 2", StringComparison.Ordinal));
        Assert.Contains(run.Stopped.Evidence, line => line.StartsWith("Attempt 3", StringComparison.Ordinal));
    }

    [Fact]
    public async Task someone_who_can_answer_is_asked()
    {
        var run = await RunAsync(new ObedientModel("1"), new ObedientRunner(Bad("a")), humanCanAnswer: true);
        Assert.Equal(AgentState.AwaitingHuman, run.State);
    }

    [Fact]
    public async Task a_model_that_knows_no_further_ends_the_run_with_its_words()
    {
        var run = await RunAsync(new ObedientModel("1"), new ObedientRunner(Bad("a")));
        Assert.Equal(AgentState.Failed, run.State);
        Assert.Contains("knows no further", run.LastReason);
    }

    [Fact]
    public async Task a_transient_fault_is_waited_out_in_its_own_state_and_the_model_never_hears_of_it()
    {
        var time = new ManualTimeProvider();
        var model = new ObedientModel("1") { Faults = { [1] = new Queue<Exception>([new ModelException("busy", 429, TimeSpan.FromSeconds(5)), new ModelException("busy", 503)]) } };
        var running = RunAsync(model, new ObedientRunner(Good), time: time);
        await time.WhenTimersAsync(1);
        Assert.Equal(AgentState.Retrying, RunHistory.Read(_session.Entries())[0].State);
        time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(running.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.1));
        await time.WhenTimersAsync(1);
        time.Advance(TimeSpan.FromSeconds(30));
        var run = await running;
        Assert.Equal("Ready Planning Retrying Planning Retrying Planning Acting Reflecting Succeeded", Path_(run));
        Assert.Equal(1, run.FinishedCalls);
    }

    [Fact]
    public async Task a_wait_that_is_asked_for_is_kept_whole_also_when_it_is_longer_than_any_other()
    {
        var time = new ManualTimeProvider();
        var model = new ObedientModel("1") { Faults = { [1] = new Queue<Exception>([new ModelException("busy", 429, TimeSpan.FromSeconds(90))]) } };
        var running = RunAsync(model, new ObedientRunner(Good), time: time);
        await time.WhenTimersAsync(1);
        time.Advance(TimeSpan.FromSeconds(89.9));
        Assert.False(running.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(AgentState.Succeeded, (await running).State);
    }

    [Fact]
    public async Task a_run_that_is_asked_to_wait_for_too_long_stops_instead_of_coming_earlier()
    {
        var model = new ObedientModel("1") { Faults = { [1] = new Queue<Exception>([new ModelException("busy", 429, TimeSpan.FromMinutes(5))]) } };
        var run = await RunAsync(model, new ObedientRunner(Good), time: new ManualTimeProvider());
        Assert.Equal(AgentState.Failed, run.State);
        Assert.Contains("asks to wait 300 s, and of the 120 s that a step may wait 120 s are left", run.LastReason);
    }

    [Fact]
    public async Task the_waits_of_one_step_are_bounded_together()
    {
        var time = new ManualTimeProvider();
        var model = new ObedientModel("1") { Faults = { [1] = new Queue<Exception>(Enumerable.Repeat(new ModelException("busy", 429, TimeSpan.FromSeconds(50)), 3)) } };
        var running = RunAsync(model, new ObedientRunner(Good), time: time);
        for (var wait = 0; wait < 2; wait++)
        {
            await time.WhenTimersAsync(1);
            time.Advance(TimeSpan.FromSeconds(50));
        }

        var run = await running;
        Assert.Equal(AgentState.Failed, run.State);
        Assert.Contains("20 s are left", run.LastReason);
    }

    [Fact]
    public async Task before_the_one_try_with_less_memory_this_process_gives_back_what_it_holds()
    {
        var given = 0;
        var model = new ObedientModel("1", "2");
        var run = AgentRun.Start(_session, Request(), Services(model, new ObedientRunner(new GuestOutcome { Verdict = Verdict.OutOfMemory, Reason = "Full." }, Good)) with { GiveBackMemory = () => given += model.Asked });
        await run.RunAsync(CancellationToken.None);
        Assert.Equal((AgentState.Succeeded, 1), (run.Record.State, given));
    }

    [Fact]
    public async Task gpu_memory_is_read_into_the_journal_where_it_is_limited_and_stops_the_run()
    {
        var run = AgentRun.Start(_session, Request() with { Budget = new RunBudget { GpuMemoryBytes = 100 << 20 } }, Services(new ObedientModel("1", "2"), new ObedientRunner(Bad("a"), Good)) with { GpuMemoryInUse = () => 200 << 20 });
        await run.RunAsync(CancellationToken.None);
        Assert.Equal("gpu-memory", run.Record.Stopped?.Pattern);
        Assert.Contains(_session.Entries(), entry => entry.Kind == "gpu-memory");
    }

    [Fact]
    public async Task retries_are_bounded_and_then_the_fault_ends_the_run()
    {
        var runner = new ObedientRunner(Good) { StartFailures = 10 };
        var run = await RunAsync(new ObedientModel("1"), runner, retry: new RetryOptions { MaxRetries = 2, FirstDelay = TimeSpan.FromMilliseconds(1) });
        Assert.Equal(AgentState.Failed, run.State);
        Assert.Equal(3, run.Transitions.Count(record => record.Transition.To == AgentState.Retrying));
        Assert.Contains("2 retries did not help", run.LastReason);
    }

    [Fact]
    public async Task an_interrupt_is_on_the_disk_and_the_run_can_be_taken_up_again()
    {
        using var interrupt = new CancellationTokenSource();
        var run = await RunAsync(new ObedientModel("1"), new ObedientRunner(Good) { BeforeRun = interrupt.Cancel }, token: interrupt.Token);
        Assert.Equal(AgentState.Cancelled, run.State);

        var kept = Reopened();
        var again = AgentRun.Continue(_session, kept, Services(new ObedientModel(), new ObedientRunner(Good)));
        await again.RunAsync(CancellationToken.None);
        Assert.Equal(AgentState.Succeeded, again.Record.State);
        Assert.Equal(1, again.Record.FinishedCalls);
    }

    [Fact]
    public async Task a_run_that_succeeded_is_not_done_again_within_its_pass()
    {
        await RunAsync(new ObedientModel("1"), new ObedientRunner(Good));
        var kept = Reopened();
        var again = AgentRun.Continue(_session, kept, Services(new ObedientModel(), new ObedientRunner()));
        var entries = _session.Entries().Count();
        await again.RunAsync(CancellationToken.None);
        Assert.Equal(AgentState.Succeeded, again.Record.State);
        Assert.Equal(entries, _session.Entries().Count());
    }

    [Fact]
    public async Task a_stopped_run_that_a_person_reopens_gets_a_fresh_budget()
    {
        await RunAsync(new ObedientModel(Numbers(20)), new ObedientRunner([.. _words.Select(Bad)]));
        var kept = Reopened();
        var again = AgentRun.Resume(_session, kept, Services(new ObedientModel(Numbers(20)), new ObedientRunner(Bad("x"), Good)));
        await again.RunAsync(CancellationToken.None);
        Assert.Equal(AgentState.Succeeded, again.Record.State);
        Assert.Equal(8, again.Record.Attempts.Count);
    }

    [Fact]
    public async Task a_run_cut_off_after_any_flush_goes_on_there_and_repeats_no_finished_call()
    {
        await RunAsync(new ObedientModel("1", "2", "3"), new ObedientRunner(Bad("a"), Bad("b"), Good));
        var whole = _session.Entries().ToList();
        var flushes = Enumerable.Range(1, whole.Count).Where(kept => kept == whole.Count || whole[kept].Time != whole[kept - 1].Time).ToList();
        Assert.True(flushes.Count >= 15, $"{flushes.Count} flushes");
        foreach (var kept in flushes)
        {
            using var copy = Session.Open(_store, $"cut-{kept}");
            copy.Append([.. whole.Take(kept).Select(entry => new JournalDraft(entry.Run, entry.Kind, entry.Version, entry.Payload))]);
            var record = RunHistory.Read(copy.Entries()).Single();
            var (calls, attempts) = (record.FinishedCalls, record.Attempts.Count);
            var model = new ObedientModel("1", "2", "3");
            var run = AgentRun.Continue(copy, record, Services(model, new ObedientRunner([.. new[] { Bad("a"), Bad("b"), Good }.Skip(attempts)])));
            await run.RunAsync(CancellationToken.None);
            Assert.Equal(AgentState.Succeeded, run.Record.State);
            Assert.Equal(3 - calls, model.Asked);
            Assert.Equal(3, run.Record.Attempts.Count);
        }
    }

    [Fact]
    public async Task reading_the_journal_gives_the_same_record_as_the_run_itself()
    {
        var run = await RunAsync(new ObedientModel("1", "2"), new ObedientRunner(Bad("a"), Good));
        var read = RunHistory.Read(_session.Entries()).Single();
        Assert.Equal(Path_(run), Path_(read));
        Assert.Equal(run.ActiveTime, read.ActiveTime);
        Assert.Equal(run.Attempts.Select(attempt => attempt.Code), read.Attempts.Select(attempt => attempt.Code));
        Assert.Equal(run.Faults, read.Faults);
    }

    [Fact]
    public async Task a_transition_is_on_the_disk_before_its_effects_begin()
    {
        string? seen = null;
        var runner = new ObedientRunner(Good)
        {
            BeforeRun = () => seen = RunHistory.Read(_store.Read("test")).Single().State.ToString(),
        };
        await RunAsync(new ObedientModel("1"), runner);
        Assert.Equal("Acting", seen);
    }

    [Fact]
    public async Task the_time_budget_stops_a_run_that_is_slow()
    {
        var time = new ManualTimeProvider();
        using var store = SqliteSessionStore.Open(Path.Combine(_folder.FullName, "slow.db"), new SessionStoreOptions { Time = time });
        using var session = Session.Open(store, "slow", time);
        var run = AgentRun.Start(session, Request() with { Budget = new RunBudget { WallTime = TimeSpan.FromSeconds(10) } }, Services(
            new ObedientModel("1", "2"), new ObedientRunner(Bad("a"), Good) { BeforeRun = () => time.Advance(TimeSpan.FromSeconds(11)) }, time: time));
        await run.RunAsync(CancellationToken.None);
        Assert.Equal(AgentState.Failed, run.Record.State);
        Assert.Contains("time budget of 10 s", run.Record.LastReason);
    }

    public void Dispose()
    {
        _session.Dispose();
        _store.Dispose();
        _folder.Delete(recursive: true);
    }

    private static GuestOutcome Good => new() { Verdict = Verdict.Completed, ResultJson = "1", ResultType = "int" };

    private static GuestOutcome Bad(string how) => new()
    {
        Verdict = Verdict.Failed,
        Exception = new GuestException("System.Exception", how, []),
    };

    private static readonly string[] _words = ["one", "two", "three", "four", "five", "six", "seven", "eight"];

    private static string[] Numbers(int count) => [.. Enumerable.Range(1, count).Select(number => $"{number}")];

    private static string Path_(RunRecord run) =>
        string.Join(' ', run.Transitions.Select(record => record.Transition.To).Prepend(AgentState.Ready));

    private static RunRequest Request() => new() { Brief = new TaskBrief("1", []), Models = new ModelChoice("obedient"), Seed = 1 };

    private static RunServices Services(IAgentModel model, ICodeRunner runner, bool humanCanAnswer = false, TimeProvider? time = null) => new()
    {
        Model = model,
        Compiler = new GuestCompiler(),
        Runner = runner,
        HumanCanAnswer = humanCanAnswer,
        Time = time ?? TimeProvider.System,
    };

    private async Task<RunRecord> RunAsync(
        IAgentModel model, ICodeRunner runner, bool humanCanAnswer = false, TimeProvider? time = null, RetryOptions? retry = null, CancellationToken token = default)
    {
        var run = AgentRun.Start(_session, Request() with { Retry = retry ?? new RetryOptions() }, Services(model, runner, humanCanAnswer, time));
        return await run.RunAsync(token);
    }

    private RunRecord Reopened()
    {
        _session.Dispose();
        _session = Session.Open(_store, "test");
        return RunHistory.Read(_session.Entries()).Last();
    }
}

using AgentNotebook.Agents;
using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Models;
using AgentNotebook.Sessions;
using AgentNotebook.Tests.Sessions;

namespace AgentNotebook.Tests.Agents;

public sealed class RunHistoryTests : IDisposable
{
    private const int Runs = 40;

    private readonly ScratchFolder _folder = new();
    private readonly SqliteSessionStore _store;

    public RunHistoryTests()
    {
        _store = SqliteSessionStore.Open(_folder.File("sessions.db"));
        using var journal = _store.Open("s");
        for (var number = 1; number <= Runs; number++)
            journal.Append([RunEventCodec.Encode($"run-{number}", new RunStarted(new RunRequest { Brief = new TaskBrief($"task {number % 7}", ["true"]), Models = new ModelChoice("repair") })), Step(number), new JournalDraft("", "note", 1, "{}")]);
        // A run that began early goes on after all others have begun.
        journal.Append([Step(3), Step(3)]);
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void runs_are_counted_and_found_one_by_one_as_reading_all_of_them_finds_them()
    {
        var all = RunHistory.Read(_store.Read("s"));
        Assert.Equal(Runs, RunHistory.Count(_store, "s"));
        foreach (var run in all)
            AssertSame(run, RunHistory.Find(_store, "s", run.Id));
        Assert.Null(RunHistory.Find(_store, "s", "run-99"));
        Assert.Null(RunHistory.Find(_store, "s", "note"));
    }

    [Fact]
    public void the_last_run_that_is_wanted_is_the_one_that_reading_all_of_them_gives_wherever_it_lies()
    {
        var all = RunHistory.Read(_store.Read("s"));
        Func<RunRecord, bool>[] wanted = [_ => true, run => run.Request.Brief.Task == "task 3", run => run.Id == "run-3", run => run.Id == "run-1", run => run.Transitions.Count > 1, _ => false];
        foreach (var want in wanted)
            AssertSame(all.LastOrDefault(want), RunHistory.Last(_store, "s", want));
        _store.Open("empty").Dispose();
        Assert.Null(RunHistory.Last(_store, "empty", _ => true));
    }

    [Fact]
    public void runs_that_are_not_finished_are_those_in_no_final_state_also_after_a_rewinding()
    {
        using var session = Session.Open(_store, "s");
        session.Append([.. Enumerable.Range(1, Runs).Where(run => run is not (3 or 7 or 12)).Select(Cancelled)]);
        // Torn by its doubled first step.
        Assert.Equal(["run-7", "run-12"], RunHistory.Unfinished(session).Select(run => run.Id));

        session.Append([RunEventCodec.Encode("run-9", new RunRewound(1))]);
        Assert.Equal(["run-7", "run-9", "run-12"], RunHistory.Unfinished(session).Select(run => run.Id));
    }

    private static JournalDraft Cancelled(int run) => RunEventCodec.Encode($"run-{run}", new Transitioned(AgentState.Planning, AgentTrigger.Cancel, AgentState.Cancelled, "Enough."));

    private static JournalDraft Step(int run) => RunEventCodec.Encode($"run-{run}", new Transitioned(AgentState.Ready, AgentTrigger.Start, AgentState.Planning, "It began."));

    private static void AssertSame(RunRecord? expected, RunRecord? actual) =>
        Assert.Equal((expected?.Id, expected?.Request.Brief.Task, expected?.Transitions.Count, expected?.State), (actual?.Id, actual?.Request.Brief.Task, actual?.Transitions.Count, actual?.State));
}

using AgentNotebook.Agents;
using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Replay;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Sessions;
using AgentNotebook.Tests.Support;
using static AgentNotebook.Tests.Agents.Replay.ReplayBench;

namespace AgentNotebook.Tests.Agents.Replay;

public sealed class SessionForkTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("agentnb-fork-");
    private readonly SqliteSessionStore _store;
    private readonly Session _session;

    public SessionForkTests()
    {
        _store = SqliteSessionStore.Open(Path.Combine(_folder.FullName, "sessions.db"));
        _session = Session.Open(_store, "first");
    }

    [Fact]
    public async Task a_fork_is_the_session_as_it_was_at_the_step_with_numbers_times_and_values_and_says_where_it_is_from()
    {
        _session["n"] = 1;
        _session.Flush();
        await RunAsync(new ObedientModel("1", "2"), new ObedientRunner(Bad("a"), Good("2")));
        _session["n"] = 2;
        _session.Flush();
        await RunAsync(new ObedientModel("1"), new ObedientRunner(Good()));
        var before = _session.Entries().ToList();

        // The session is open for writing all the while, here by this very process.
        var fork = SessionFork.Make(_store, "first", 4, "run-1");
        Assert.Equal(("first-at-4", "run-1", AgentState.Revising), (fork.Session, fork.Run, fork.State));
        Assert.Equal(before, _session.Entries());
        var entries = _store.Read(fork.Session).ToList();
        Assert.Equal(before.Take((int)fork.Sequence), entries.SkipLast(1));
        Assert.Equal("forked", entries[^1].Kind);
        Assert.Equal($$"""{"session":"first","sequence":{{fork.Sequence}},"run":"run-1","step":4}""", entries[^1].Payload);
        Assert.True(_store.Verify().IsIntact);
        using var forked = Session.Open(_store, fork.Session);
        Assert.Equal(1, forked.Get<int>("n"));
        Assert.Equal("run-1", Assert.Single(RunHistory.Read(forked.Entries())).Id);
    }

    [Fact]
    public async Task a_forked_run_goes_on_from_there_and_another_way()
    {
        await RunAsync(new ObedientModel("1", "2"), new ObedientRunner(Bad("a"), Good("2")));
        var fork = SessionFork.Make(_store, "first", 4, name: "other");
        using var forked = Session.Open(_store, "other");
        var run = AgentRun.Resume(forked, RunHistory.Read(forked.Entries())[0], Services(new ObedientModel("1", "3"), new ObedientRunner(Good("3"))));
        var record = await run.RunAsync(default);
        Assert.Equal(AgentState.Succeeded, record.State);
        Assert.Equal(["1", "3"], record.Attempts.Select(attempt => attempt.Code));
        Assert.Equal(["1", "2"], RunHistory.Read(_session.Entries())[0].Attempts.Select(attempt => attempt.Code));
        Assert.Equal(4, fork.Step);
    }

    [Fact]
    public async Task steps_that_were_taken_back_are_not_counted()
    {
        await RunAsync(new ObedientModel("1", "2"), new ObedientRunner(Bad("a"), Good("2")), until: record => record.State == AgentState.Revising);
        var run = AgentRun.Resume(_session, RunHistory.Read(_session.Entries())[0], Services(new ObedientModel("1", "2"), new ObedientRunner(Good("1"))), fromStep: 2);
        await run.RunAsync(default);
        var shown = run.Record.Transitions;
        for (var step = 1; step <= shown.Count; step++)
        {
            var fork = SessionFork.Make(_store, "first", step, name: $"at {step}");
            var record = Assert.Single(RunHistory.Read(_store.Read(fork.Session)));
            Assert.Equal(shown.Take(step), record.Transitions);
        }
    }

    [Fact]
    public async Task what_is_not_there_is_named_and_nothing_is_made()
    {
        await RunAsync(new ObedientModel("1"), new ObedientRunner(Good()));
        Assert.Contains("steps 1 to 4", Refused("first", 5).Message, StringComparison.Ordinal);
        Assert.Contains("steps 1 to 4", Refused("first", 0).Message, StringComparison.Ordinal);
        Assert.Contains("no run 'run-2'. It has run-1", Refused("first", 1, run: "run-2").Message, StringComparison.Ordinal);
        Assert.Contains("'first' already", Refused("first", 1, name: "first").Message, StringComparison.Ordinal);
        Refused("second", 1);
        Assert.Equal("first", Assert.Single(_store.List()).Name);

        SessionFork.Make(_store, "first", 1);
        Assert.Equal("first-at-1-2", SessionFork.Make(_store, "first", 1).Session);
    }

    public void Dispose()
    {
        _session.Dispose();
        _store.Dispose();
        _folder.Delete(recursive: true);
    }

    private SessionStoreException Refused(string session, int step, string? run = null, string? name = null) =>
        Assert.Throws<SessionStoreException>(() => SessionFork.Make(_store, session, step, run, name));

    private async Task RunAsync(ObedientModel model, ObedientRunner runner, Func<RunRecord, bool>? until = null)
    {
        var run = AgentRun.Start(_session, Request(), Services(model, runner));
        run.Changed += record =>
        {
            if (until?.Invoke(record) == true)
            {
                throw new SessionStoreException(SessionStoreFault.DiskFailure, "Killed.");
            }
        };
        try
        {
            await run.RunAsync(default);
        }
        catch (SessionStoreException exception) when (exception.Message == "Killed.")
        {
            Assert.NotNull(until);
        }
    }
}

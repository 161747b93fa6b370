using AgentNotebook.Agents;
using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Crashes;
using AgentNotebook.Postgres.Tests.Support;
using AgentNotebook.Sessions;
using AgentNotebook.Tool.Bench.Scale;
using Xunit.Abstractions;

namespace AgentNotebook.Postgres.Tests;

/// <summary>A server that is killed while it is written to, and started again.</summary>
[Collection(ServerCollection.Name)]
public sealed class PostgresServerCrashTests : IDisposable
{
    private const int ModelCalls = 5;

    private readonly ITestOutputHelper _output;
    private readonly ScratchPostgres _server = ScratchPostgres.Start();
    private readonly string _database;

    public PostgresServerCrashTests(ITestOutputHelper output)
    {
        _output = output;
        _database = _server.CreateDatabase();
    }

    private string Place => _server.Place(_database);

    public void Dispose() => _server.Dispose();

    /// <summary>AGENTNOTEBOOK_THOROUGH=1 makes it 50 kills, AGENTNOTEBOOK_KILLS any number; AGENTNOTEBOOK_SEED repeats a run.</summary>
    [Fact]
    public async Task a_server_killed_at_any_moment_and_started_again_loses_nothing_acknowledged_and_repeats_nothing()
    {
        var random = new Random(Amount.Seed);
        using var store = PostgresSessionStore.Open(Place, limits: new PostgresOptions { Patience = TimeSpan.FromMinutes(2) });
        using var journal = store.Open("s");
        using var stop = new CancellationTokenSource();
        var acknowledged = 0L;
        var writer = Task.Run(() =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                var before = journal.LastSequence;
                var size = 1 + i % 3;
                Assert.Equal(before + size, journal.Append([.. Enumerable.Range(0, size).Select(k => new JournalDraft("", "note", 1, $$"""{"i":{{i}},"k":{{k}}}"""))]).LastSequence);
                Interlocked.Exchange(ref acknowledged, before + size);
            }
        });
        for (var kill = 0; kill < Amount.Kills(50); kill++)
        {
            // It goes on after the last kill, and a moment that no event marks.
            for (var from = Interlocked.Read(ref acknowledged); Interlocked.Read(ref acknowledged) < from + random.Next(1, 40) && !writer.IsCompleted;)
                Thread.Yield();
            Thread.SpinWait(random.Next(0, 200_000));
            if (kill % 3 == 2)
                _server.Stop("QUIT");
            else
                _server.Kill();
            _server.Begin();
        }

        await stop.CancelAsync();
        await writer;
        var entries = store.Read("s").ToList();
        _output.WriteLine($"{acknowledged} entries acknowledged, seed {Amount.Seed}");
        Assert.Equal(acknowledged, entries.Count);
        Assert.Equal(entries.Count, entries.Select(entry => entry.Payload).Distinct().Count());
        Assert.True(store.Verify().IsIntact);
    }

    [Fact]
    public void an_agents_run_whose_process_and_server_are_killed_goes_on_and_repeats_no_finished_model_call()
    {
        var (promises, answered) = (new Promises(), new HashSet<int>());
        for (var lines = 3; promises.End.Length == 0; lines += 9)
        {
            var resumed = new Promises();
            using (var crasher = new Crasher(Path.Combine(AppContext.BaseDirectory, "PostgresCrasher.dll"), new Dictionary<string, string>(), "run", Place, $"{ModelCalls}"))
            {
                for (var line = 0; line < lines && crasher.ReadLine() is { } said; line++)
                    resumed.Hear(said);
                if (resumed.End.Length == 0)
                    _server.Kill();
                crasher.Kill();
                crasher.ReadToEnd(resumed);
            }

            if (resumed.End.Length == 0)
                _server.Begin();
            Assert.DoesNotContain(resumed.Asked, answered.Contains);
            foreach (var (session, sequence) in resumed.Entries)
                promises.Hear($"ack {session} {sequence}");
            if (resumed.End.Length > 0)
                promises.Hear($"end {resumed.End}");
            using var store = PostgresSessionStore.Open(Place);
            var entries = store.List().Any(session => session.Name == "run") ? store.Read("run").ToList() : [];
            Assert.True(entries.Count >= promises.Entries.GetValueOrDefault("run"));
            answered = [.. entries.Select(RunEventCodec.Decode).OfType<ModelAnswered>().Select(answer => answer.Call)];
        }

        Assert.Equal("Succeeded", promises.End);
        using var finished = PostgresSessionStore.Open(Place);
        Assert.True(finished.Verify().IsIntact);
        Assert.Equal(AgentState.Succeeded, Assert.Single(RunHistory.Read(finished.Read("run"))).State);
        Assert.Equal(Enumerable.Range(1, ModelCalls), finished.Read("run").Select(RunEventCodec.Decode).OfType<ModelAnswered>().Select(answer => answer.Call));
    }

    [Fact]
    public void a_server_that_stays_away_is_reported_and_what_was_not_flushed_is_in_a_recovery_file()
    {
        string message;
        using (var store = PostgresSessionStore.Open(Place, limits: new PostgresOptions { Patience = TimeSpan.FromMilliseconds(100) }))
        {
            var session = Session.Open(store, "s");
            session["kept"] = 1;
            session.Flush();
            session["lost"] = 2;
            _server.Kill();
            message = Assert.Throws<SessionStoreException>(session.Dispose).Message;
        }

        Assert.Contains("could not be flushed", message);
        Assert.Contains(".unsaved.json", message);
        _server.Begin();
        using var again = PostgresSessionStore.Open(Place);
        using var reopened = Session.Open(again, "s");
        Assert.Equal(1, reopened.Get<int>("kept"));
        var offer = Assert.Single(reopened.FindRecoveries());
        reopened.Recover(offer.File, overwrite: false);
        Assert.Equal(2, reopened.Get<int>("lost"));
    }

    [Fact]
    public void a_standby_is_read_and_not_written()
    {
        using (var store = PostgresSessionStore.Open(Place))
        using (var journal = store.Open("s"))
            journal.Append([new JournalDraft("", "note", 1, "{}")]);
        _server.Stop();
        _server.PutFile("standby.signal", "");
        _server.Begin();
        var refused = Assert.Throws<SessionStoreException>(() => PostgresSessionStore.Open(Place));
        Assert.Equal(SessionStoreFault.ReadOnly, refused.Fault);
        Assert.Contains("standby", refused.Message);
        using var reader = PostgresSessionStore.OpenReadOnly(Place);
        Assert.Single(reader.Read("s"));
        Assert.True(reader.Verify().IsIntact);
    }

    [Fact]
    public void a_server_that_does_not_flush_is_warned_about_in_words()
    {
        _server.Execute("ALTER SYSTEM SET fsync = off");
        _server.Execute("SELECT pg_reload_conf()");
        PostgresSessionStore store;
        do
        {
            // The server hears of it by a signal.
            store = PostgresSessionStore.Open(Place);
            store.Dispose();
        }
        while (store.Warning is null);
        Assert.Contains("fsync", store.Warning);
        Assert.Contains(store.Location, store.Warning);
    }
}

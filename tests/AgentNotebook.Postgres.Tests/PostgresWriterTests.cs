using AgentNotebook.Crashes;
using AgentNotebook.Postgres.Tests.Support;
using AgentNotebook.Sessions;
using AgentNotebook.Tool.Bench.Scale;

namespace AgentNotebook.Postgres.Tests;

/// <summary>Two that want to write one session.</summary>
[Collection(ServerCollection.Name)]
public sealed class PostgresWriterTests(SharedServer shared) : IDisposable
{
    private static readonly SessionStoreOptions Hasty = new() { BusyTimeout = TimeSpan.FromMilliseconds(100) };

    private readonly ScratchPostgres _server = shared.Instance;
    private readonly string _database = shared.Instance.CreateDatabase();

    private string Place => _server.Place(_database);

    public void Dispose() => _server.DropDatabase(_database);

    [Fact]
    public void a_living_writer_in_another_process_is_named_and_a_killed_one_is_replaced()
    {
        using var writer = Start("hold", "s");
        Assert.Equal("held", writer.ReadLine());
        using var store = PostgresSessionStore.Open(Place);
        foreach (var act in new Action[] { () => store.Open("s"), () => store.Delete("s") })
        {
            var busy = Assert.Throws<SessionStoreException>(act);
            Assert.Equal(SessionStoreFault.Busy, busy.Fault);
            Assert.Contains($"process {writer.Id}", busy.Message);
            Assert.False(busy.IsWholeStore);
        }

        writer.Kill();
        using var journal = store.Open("s");
        Assert.Equal(1, journal.Append(Notes(1)).LastSequence);
    }

    [Fact]
    public void a_writer_on_another_machine_keeps_its_place_as_long_as_it_is_connected_and_no_longer()
    {
        using var there = PostgresSessionStore.Open(Place);
        var elsewhere = there.Open("s");
        elsewhere.Append(Notes(3));
        Move("s");
        using var here = PostgresSessionStore.Open(Place, Hasty);
        using var taker = PostgresSessionStore.Open(Place, Hasty with { TakeUnseenWriter = true });
        foreach (var store in new[] { here, taker })
        {
            var busy = Assert.Throws<SessionStoreException>(() => store.Open("s"));
            Assert.Equal(SessionStoreFault.Busy, busy.Fault);
            Assert.Contains("on far-away", busy.Message);
            Assert.Contains("is connected", busy.Message);
        }

        _server.EndConnections(_database);
        using var heir = PostgresSessionStore.Open(Place);
        using var taken = heir.Open("s");
        Assert.Equal(4, taken.Append(Notes(1)).LastSequence);
        // The one that was displaced cannot do any harm, and is told.
        foreach (var _ in new[] { 1, 2 })
        {
            var displaced = Assert.Throws<SessionStoreException>(() => elsewhere.Append(Notes(1)));
            Assert.Equal(SessionStoreFault.Busy, displaced.Fault);
            Assert.Contains($"taken over by process {Environment.ProcessId}", displaced.Message);
        }

        elsewhere.Dispose();
        Assert.Equal(5, taken.Append(Notes(1)).LastSequence);
        Assert.Equal(5, here.Read("s").Count());
        Assert.True(here.Verify().IsIntact);
    }

    [Fact]
    public void a_writer_that_was_not_seen_since_the_server_was_started_is_displaced_only_when_that_is_asked_for()
    {
        using var store = PostgresSessionStore.Open(Place);
        store.Open("s").Append(Notes(1));
        Move("s");
        _server.Execute("UPDATE agentnotebook.session SET writer_server = 1", _database);
        _server.EndConnections(_database);
        using (var here = PostgresSessionStore.Open(Place))
        {
            var busy = Assert.Throws<SessionStoreException>(() => here.Open("s"));
            Assert.Contains("--take-over", busy.Message);
            Assert.Contains("started anew", busy.Message);
        }

        using var taker = PostgresSessionStore.Open(Place, new SessionStoreOptions { TakeUnseenWriter = true });
        using var taken = taker.Open("s");
        Assert.Equal(2, taken.Append(Notes(1)).LastSequence);
    }

    [Fact]
    public void of_many_that_want_one_session_at_once_one_writes_at_a_time_and_all_entries_are_there()
    {
        // Made beforehand: whoever waits for that longer than the busy timeout is refused, and that is none of this test's.
        PostgresSessionStore.Open(Place).Dispose();
        var hasty = new SessionStoreOptions { BusyTimeout = TimeSpan.FromMilliseconds(50) };
        var appended = 0L;
        Parallel.For(0, 6, new ParallelOptions { MaxDegreeOfParallelism = 6 }, _ =>
        {
            using var store = PostgresSessionStore.Open(Place, hasty);
            for (var done = 0; done < 5;)
            {
                try
                {
                    using var journal = store.Open("s");
                    journal.Append(Notes(2));
                    done++;
                    Interlocked.Add(ref appended, 2);
                }
                catch (SessionStoreException busy) when (busy.Fault == SessionStoreFault.Busy)
                {
                    // Another has the place.
                }
            }
        });
        using var all = PostgresSessionStore.OpenReadOnly(Place);
        Assert.Equal(60, appended);
        Assert.Equal(60, all.Read("s").Count());
        Assert.True(all.Verify().IsIntact);
    }

    /// <summary>Makes the writer of a session one of another machine, as far as anybody can see.</summary>
    private void Move(string session) =>
        _server.Execute($"UPDATE agentnotebook.session SET writer_host = 'far-away', writer_boot = 'another' WHERE name = '{session}'", _database);

    private Crasher Start(string load, params string[] arguments) =>
        new(Path.Combine(AppContext.BaseDirectory, "PostgresCrasher.dll"), new Dictionary<string, string>(), [load, Place, .. arguments]);

    private static JournalDraft[] Notes(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new JournalDraft("run", "note", 1, $$"""{"i":{{i}}}"""))];
}

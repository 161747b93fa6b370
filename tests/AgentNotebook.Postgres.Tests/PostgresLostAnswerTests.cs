using AgentNotebook.Postgres.Tests.Support;
using AgentNotebook.Sessions;
using AgentNotebook.Tool.Bench.Scale;

namespace AgentNotebook.Postgres.Tests;

/// <summary>A connection that is cut before, during and after a commit.</summary>
[Collection(ServerCollection.Name)]
public sealed class PostgresLostAnswerTests : IDisposable
{
    private readonly ScratchPostgres _server;
    private readonly string _database;
    private readonly CuttingProxy _proxy;

    public PostgresLostAnswerTests(SharedServer shared)
    {
        _server = shared.Instance;
        _database = _server.CreateDatabase();
        _proxy = new CuttingProxy(_server.Port);
    }

    private string Place => _server.Place(_database, _proxy.Port);

    public void Dispose()
    {
        _proxy.Dispose();
        _server.DropDatabase(_database);
    }

    [Theory]
    [InlineData(nameof(Cut.BeforeTheServerHears), 1)]
    [InlineData(nameof(Cut.AfterTheServerHasDone), 1)]
    [InlineData(nameof(Cut.BeforeTheServerHears), 3)]
    [InlineData(nameof(Cut.AfterTheServerHasDone), 3)]
    public void an_append_whose_line_is_cut_is_there_exactly_once(string cut, int entries)
    {
        using var store = PostgresSessionStore.Open(Place);
        using var journal = store.Open("s");
        journal.Append(Notes(2));
        for (var round = 0; round < 3; round++)
        {
            _proxy.CutNext(Enum.Parse<Cut>(cut));
            var receipt = journal.Append(Notes(entries));
            Assert.Equal(2 + (round + 1) * entries, receipt.LastSequence);
        }

        Assert.Equal(3, _proxy.Cuts);
        Assert.Equal(2 + 3 * entries, store.Read("s").Count());
        Assert.Equal(3 + 3 * entries, journal.Append(Notes(1)).LastSequence);
        Assert.True(store.Verify().IsIntact);
    }

    [Theory]
    [InlineData(nameof(Cut.BeforeTheServerHears))]
    [InlineData(nameof(Cut.AfterTheServerHasDone))]
    public void an_append_that_was_reported_as_failed_is_taken_back_when_the_server_is_there_again(string cut)
    {
        using var store = PostgresSessionStore.Open(Place, limits: new PostgresOptions { Patience = TimeSpan.FromMilliseconds(200) });
        using var journal = store.Open("s");
        journal.Append(Notes(2));
        _proxy.CutNext(Enum.Parse<Cut>(cut), refuses: true);
        var failed = Assert.Throws<SessionStoreException>(() => journal.Append([new JournalDraft("", "refused", 1, "{}"), .. Notes(1)]));
        Assert.Equal(SessionStoreFault.DiskFailure, failed.Fault);
        Assert.Contains("acknowledged before is safe", failed.Message);
        Assert.Equal(2, journal.LastSequence);
        // At the server it may be all the same; whoever asks through this store finds nothing of it.
        Assert.Equal(cut == nameof(Cut.AfterTheServerHasDone) ? 4L : 2L, _server.Execute("SELECT count(*) FROM agentnotebook.entry", _database));
        _proxy.LetThrough();
        Assert.Equal(2, store.Read("s").Count());
        Assert.Equal(3, journal.Append(Notes(1)).LastSequence);
        Assert.DoesNotContain(store.Read("s"), entry => entry.Kind == "refused");
        Assert.True(store.Verify().IsIntact);
    }

    [Fact]
    public void closing_a_session_takes_back_what_was_reported_as_failed_too()
    {
        using var store = PostgresSessionStore.Open(Place, limits: new PostgresOptions { Patience = TimeSpan.Zero });
        var journal = store.Open("s");
        _proxy.CutNext(Cut.AfterTheServerHasDone, refuses: true);
        Assert.Throws<SessionStoreException>(() => journal.Append(Notes(1)));
        _proxy.LetThrough();
        journal.Dispose();
        Assert.Empty(store.Read("s"));
        Assert.True(store.Verify().IsIntact);
        using var next = store.Open("s");
        Assert.Equal(1, next.Append(Notes(1)).LastSequence);
    }

    [Fact]
    public void any_message_of_any_call_may_be_cut_and_nothing_is_lost_or_there_twice()
    {
        using var store = PostgresSessionStore.Open(Place);
        foreach (var cut in new[] { Cut.BeforeTheServerHears, Cut.AfterTheServerHasDone })
        {
            var name = $"s-{cut}";
            Cutting(() => store.List());
            var journal = Cutting(() => store.Open(name));
            Cutting(() => journal.Append(Notes(5)));
            Assert.Equal(5, Cutting(() => store.Read(name).ToList()).Count);
            Assert.Equal(5, Cutting(() => store.Last(name, "note"))!.Sequence);
            Assert.True(Cutting(() => store.Verify()).IsIntact);
            Cutting(() =>
            {
                journal.Dispose();
                return true;
            });
            using (var again = Cutting(() => store.Open(name)))
                Assert.Equal(6, again.Append(Notes(1)).LastSequence);
            Cutting(() =>
            {
                store.Delete(name);
                return true;
            });
            Assert.Empty(store.List());

            T Cutting<T>(Func<T> call)
            {
                _proxy.CutNext(cut);
                return call();
            }
        }
    }

    [Fact]
    public void a_connection_that_the_server_ends_is_made_again_unseen()
    {
        using var store = PostgresSessionStore.Open(_server.Place(_database));
        using var one = store.Open("one");
        using var two = store.Open("two");
        for (var i = 1; i <= 3; i++)
        {
            _server.EndConnections(_database);
            Assert.Equal(i, one.Append(Notes(1)).LastSequence);
            Assert.Equal(2 * i, two.Append(Notes(2)).LastSequence);
        }

        // Both places are held at the new connection.
        using var other = PostgresSessionStore.Open(_server.Place(_database));
        Assert.Equal(SessionStoreFault.Busy, Assert.Throws<SessionStoreException>(() => other.Open("one")).Fault);
        Assert.Equal(2L, _server.Execute("SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database WHERE locktype = 'advisory' AND datname = current_database()", _database));
        Assert.True(store.Verify().IsIntact);
    }

    private static JournalDraft[] Notes(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new JournalDraft("run", "note", 1, $$"""{"i":{{i}}}"""))];
}

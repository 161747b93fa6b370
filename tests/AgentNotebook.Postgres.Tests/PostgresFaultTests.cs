using AgentNotebook.Postgres.Tests.Support;
using AgentNotebook.Sessions;
using AgentNotebook.Tests.Sessions;
using AgentNotebook.Tool.Bench.Scale;
using Npgsql;

namespace AgentNotebook.Postgres.Tests;

[Collection(ServerCollection.Name)]
public sealed class PostgresFaultTests(SharedServer shared) : IDisposable
{
    private static readonly SessionStoreOptions Hasty = new() { BusyTimeout = TimeSpan.FromMilliseconds(200) };

    private readonly ScratchPostgres _server = shared.Instance;
    private readonly string _database = shared.Instance.CreateDatabase();

    private string Place => _server.Place(_database);

    public void Dispose() => _server.DropDatabase(_database);

    [Fact]
    public void a_server_that_is_not_there_is_named_with_the_way_out_and_without_the_password()
    {
        using var proxy = new CuttingProxy(1);
        var port = proxy.Port;
        proxy.Dispose();
        var refused = Refused(SessionStoreFault.DiskFailure, () => PostgresSessionStore.Open($"Host=127.0.0.1;Port={port};Username=me;Database=runs;Password=\"s3cr3t\""));
        Assert.Contains($"postgres://me@127.0.0.1:{port}/runs", refused.Message);
        Assert.Contains("host and port", refused.Message);
        SecuredRole.AssertIsNotIn(refused);
    }

    [Fact]
    public void wrong_and_missing_passwords_are_refused_and_never_repeated()
    {
        SecuredRole.Make(_server);
        var place = new NpgsqlConnectionStringBuilder(Place) { Username = SecuredRole.Name };
        foreach (var password in new[] { SecuredRole.Password + "-wrong", null })
        {
            place.Password = password;
            var refused = Refused(SessionStoreFault.ReadOnly, () => PostgresSessionStore.Open(place.ConnectionString));
            Assert.Contains("PGPASSFILE", refused.Message);
            SecuredRole.AssertIsNotIn(refused);
        }

        // The right one comes in, but may make nothing.
        place.Password = SecuredRole.Password;
        var powerless = Refused(SessionStoreFault.ReadOnly, () => PostgresSessionStore.Open(place.ConnectionString));
        Assert.Contains("may not", powerless.Message);
        SecuredRole.AssertIsNotIn(powerless);
        _server.Execute($"GRANT CREATE ON DATABASE {_database} TO {SecuredRole.Name}");
        var uri = $"//{SecuredRole.Name}:{Uri.EscapeDataString(SecuredRole.Password)}@127.0.0.1:{_server.Port}/{_database}";
        using var store = PostgresSessionStore.Open(uri);
        Assert.DoesNotContain("s3cr3t", store.Location);
        using var journal = store.Open("s");
        journal.Append(Notes(1));
        SecuredRole.AssertIsNotIn(Assert.Throws<SessionStoreException>(() => store.Read("gone").Any()));
        SecuredRole.AssertIsNotIn(Assert.Throws<SessionStoreException>(() => store.Open("s")));
        Assert.Empty(from text in TextOf() where text.Contains("s3cr3t", StringComparison.Ordinal) select text);
    }

    [Fact]
    public void a_database_that_is_not_there_is_named()
    {
        var refused = Refused(SessionStoreFault.NotFound, () => PostgresSessionStore.Open(_server.Place("nowhere")));
        Assert.Contains("nowhere", refused.Message);
        Assert.Contains("createdb", refused.Message);
    }

    [Fact]
    public void reading_makes_no_store()
    {
        var refused = Refused(SessionStoreFault.NotFound, () => PostgresSessionStore.OpenReadOnly(Place));
        Assert.Contains("no session store", refused.Message);
        Assert.Equal(0L, _server.Execute("SELECT count(*) FROM pg_namespace WHERE nspname = 'agentnotebook'", _database));
        using (PostgresSessionStore.Open(Place))
        using (var reader = PostgresSessionStore.OpenReadOnly(Place))
        {
            Assert.Equal(SessionStoreFault.ReadOnly, Assert.Throws<SessionStoreException>(() => reader.Open("s")).Fault);
            Assert.Equal(SessionStoreFault.ReadOnly, Assert.Throws<SessionStoreException>(() => reader.Compact()).Fault);
        }
    }

    [Fact]
    public void a_store_of_a_newer_version_is_refused_and_left_as_it_is()
    {
        PostgresSessionStore.Open(Place).Dispose();
        _server.Execute("UPDATE agentnotebook.store SET version = 7", _database);
        foreach (var open in new Action[] { () => PostgresSessionStore.Open(Place), () => PostgresSessionStore.OpenReadOnly(Place) })
            Assert.Contains("version 7", Refused(SessionStoreFault.NewerVersion, open).Message);
        Assert.Equal(7, _server.Execute("SELECT version FROM agentnotebook.store", _database));
    }

    [Fact]
    public void tables_of_somebody_else_are_left_alone_and_another_schema_holds_a_store_of_its_own()
    {
        _server.Execute("CREATE SCHEMA agentnotebook; CREATE TABLE agentnotebook.session (x int)", _database);
        Assert.Contains("search_path", Refused(SessionStoreFault.NotAStore, () => PostgresSessionStore.Open(Place)).Message);
        using var store = PostgresSessionStore.Open(Place + ";Search Path=Grid 2");
        store.Open("s").Append(Notes(1));
        Assert.EndsWith("?search_path=Grid%202", store.Location, StringComparison.Ordinal);
        Assert.Equal(1L, _server.Execute("SELECT count(*) FROM \"Grid 2\".entry", _database));
    }

    [Fact]
    public void many_processes_that_open_a_new_store_at_once_make_one()
    {
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            using var store = PostgresSessionStore.Open(Place);
            using var journal = store.Open($"s{i}");
            journal.Append(Notes(1));
        });
        using var all = PostgresSessionStore.OpenReadOnly(Place);
        Assert.Equal(8, all.List().Count);
        Assert.True(all.Verify().IsIntact);
    }

    [Fact]
    public void a_server_without_a_connection_left_is_busy_as_a_whole()
    {
        _server.Execute("CREATE ROLE one LOGIN CONNECTION LIMIT 1");
        _server.Execute($"GRANT CREATE ON DATABASE {_database} TO one");
        var place = Place.Replace("Username=agentnb", "Username=one", StringComparison.Ordinal);
        using (PostgresSessionStore.Open(place))
        {
            var busy = Assert.Throws<SessionStoreException>(() => PostgresSessionStore.Open(place, Hasty));
            Assert.Equal(SessionStoreFault.Busy, busy.Fault);
            Assert.True(busy.IsWholeStore);
        }

        // The place at the server is free a moment after the connection has ended.
        PostgresSessionStore.Open(place).Dispose();
    }

    [Fact]
    public async Task a_table_that_is_locked_is_busy_and_an_append_that_is_cancelled_leaves_nothing()
    {
        using var store = PostgresSessionStore.Open(Place, Hasty);
        using var journal = store.Open("s");
        using (var other = Lock("agentnotebook.entry"))
        {
            var busy = Assert.Throws<SessionStoreException>(() => journal.Append(Notes(1)));
            Assert.Equal(SessionStoreFault.Busy, busy.Fault);
            Assert.Contains("locked", busy.Message);
        }

        using var patient = PostgresSessionStore.Open(Place);
        using var second = patient.Open("t");
        using (var other = Lock("agentnotebook.entry"))
        {
            var append = Task.Run(() => second.Append(Notes(1)));
            while (_server.Execute("SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()", _database) is 0L)
                Assert.False(append.IsCompleted);
            Assert.Contains("cancelled", (await Assert.ThrowsAsync<SessionStoreException>(() => append)).Message);
        }

        Assert.Equal(2, journal.Append(Notes(2)).LastSequence);
        Assert.Equal(1, second.Append(Notes(1)).LastSequence);
        Assert.True(store.Verify().IsIntact);
    }

    [Fact]
    public void a_commit_is_durable_whatever_the_database_prefers()
    {
        _server.Execute($"ALTER DATABASE {_database} SET synchronous_commit = off");
        using var store = PostgresSessionStore.Open(Place);
        using var journal = store.Open("s");
        var flushed = 0;
        for (var i = 0; i < 5; i++)
        {
            journal.Append(Notes(1));
            // Asked at once: what the append wrote is behind what is on the disk. The server itself may have written something since then.
            flushed += _server.Execute("SELECT pg_current_wal_flush_lsn() >= pg_current_wal_insert_lsn()", _database) is true ? 1 : 0;
        }

        Assert.True(flushed >= 4, $"{flushed} of 5");
        Assert.Null(store.Warning);
    }

    [Fact]
    public void what_was_changed_in_the_tables_is_found()
    {
        using var store = PostgresSessionStore.Open(Place);
        using (var journal = store.Open("s"))
            journal.Append(Notes(20));
        _server.Execute("UPDATE agentnotebook.entry SET payload = '{\"i\":99}' WHERE sequence = 4; DELETE FROM agentnotebook.entry WHERE sequence = 9; DELETE FROM agentnotebook.entry WHERE sequence = 20; INSERT INTO agentnotebook.entry SELECT 77, sequence, time, version, run, kind, checksum, payload FROM agentnotebook.entry WHERE sequence = 1", _database);
        var problems = store.Verify().Problems;
        Assert.Contains(problems, problem => problem.Contains("entry 4", StringComparison.Ordinal) && problem.Contains("checksum", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("entry 9", StringComparison.Ordinal) && problem.Contains("missing", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("entry 20", StringComparison.Ordinal) && problem.Contains("missing at the end", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("number 77", StringComparison.Ordinal));
        var damaged = Assert.Throws<SessionStoreException>(() => store.Read("s").ToList());
        Assert.Equal(SessionStoreFault.Damaged, damaged.Fault);
        Assert.Contains("Entry 4", damaged.Message);
    }

    [Fact]
    public void what_is_larger_than_any_entry_is_not_read()
    {
        using var store = PostgresSessionStore.Open(Place);
        using (var journal = store.Open("s"))
            journal.Append(Notes(1));
        _server.Execute($"UPDATE agentnotebook.entry SET payload = repeat('x', {(64 << 20) + 1})", _database);
        Assert.Equal(SessionStoreFault.Damaged, Assert.Throws<SessionStoreException>(() => store.Read("s").ToList()).Fault);
        _server.Execute("UPDATE agentnotebook.session SET name = repeat('n', 1000)", _database);
        Assert.Equal(SessionStoreFault.Damaged, Assert.Throws<SessionStoreException>(() => store.List()).Fault);
    }

    [MountFact]
    public void a_full_disk_is_named_and_everything_acknowledged_is_there()
    {
        using var disk = new SmallDisk();
        var folder = Directory.CreateDirectory(disk.File("tablespace")).FullName;
        _server.Own(folder);
        _server.Execute($"CREATE TABLESPACE small LOCATION '{folder}'");
        try
        {
            using var store = PostgresSessionStore.Open(Place);
            _server.Execute("ALTER TABLE agentnotebook.entry SET TABLESPACE small", _database);
            using var journal = store.Open("s");
            var random = new Random(1);
            var bytes = new byte[48 << 10];
            SessionStoreException? full = null;
            while (full is null)
            {
                random.NextBytes(bytes);
                full = Record.Exception(() => journal.Append([new JournalDraft("", "note", 1, $$"""{"a":"{{Convert.ToBase64String(bytes)}}"}""")])) as SessionStoreException;
            }

            Assert.Equal(SessionStoreFault.DiskFailure, full.Fault);
            Assert.Contains("disk is full", full.Message);
            var acknowledged = journal.LastSequence;
            Assert.True(acknowledged > 0);
            _server.Execute("ALTER TABLE agentnotebook.entry SET TABLESPACE pg_default", _database);
            Assert.Equal(acknowledged + 1, journal.Append(Notes(1)).LastSequence);
            Assert.Equal(acknowledged + 1, store.Read("s").Count());
            Assert.True(store.Verify().IsIntact);
        }
        finally
        {
            _server.DropDatabase(_database);
            _server.Execute("DROP TABLESPACE small");
        }
    }

    private static SessionStoreException Refused(SessionStoreFault fault, Action open)
    {
        var refused = Assert.Throws<SessionStoreException>(open);
        Assert.True(refused.Fault == fault, refused.Message);
        return refused;
    }

    private NpgsqlConnection Lock(string table)
    {
        var connection = new NpgsqlConnection(Place + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand($"BEGIN; LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE", connection);
        command.ExecuteNonQuery();
        return connection;
    }

    /// <summary>Everything that a store has written.</summary>
    private List<string> TextOf() =>
        [.. new[] { "session", "entry", "store" }.Select(table => _server.Execute($"SELECT coalesce(string_agg(t::text, ','), '') FROM agentnotebook.{table} t", _database) as string ?? "")];

    private static JournalDraft[] Notes(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new JournalDraft("run", "note", 1, $$"""{"i":{{i}}}"""))];
}

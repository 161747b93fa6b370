using AgentNotebook.Sessions;
using Microsoft.Data.Sqlite;

namespace AgentNotebook.Tests.Sessions;

public sealed class SqliteSessionStoreFaultTests : IDisposable
{
    private static readonly SessionStoreOptions Hasty = new() { BusyTimeout = TimeSpan.FromMilliseconds(50) };

    private readonly ScratchFolder _folder = new();

    private string Store => _folder.File("sessions.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void an_empty_file_becomes_a_store()
    {
        File.WriteAllBytes(Store, []);
        Fill(Store, 2);
        using var store = SqliteSessionStore.Open(Store);
        Assert.Equal(2, store.Read("s").Count());
    }

    [Fact]
    public void reading_only_makes_no_file_and_writes_nothing()
    {
        Assert.Equal(SessionStoreFault.NotFound, FaultOf(() => SqliteSessionStore.OpenReadOnly(Store), "There is no session store", Store));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
        File.WriteAllBytes(Store, []);
        FaultOf(() => SqliteSessionStore.OpenReadOnly(Store), "the file is empty");
        Assert.Equal(0, new FileInfo(Store).Length);

        Fill(Store, 3);
        var before = File.ReadAllBytes(Store);
        using (var store = SqliteSessionStore.OpenReadOnly(Store))
        {
            Assert.Equal(3, store.Read("s").Count());
            Assert.True(store.Verify().IsIntact);
            Assert.Equal(SessionStoreFault.ReadOnly, FaultOf(() => store.Open("s"), "opened for reading only", Store));
        }

        Assert.Equal(before, File.ReadAllBytes(Store));
    }

    [Fact]
    public void a_folder_is_not_a_store() =>
        Assert.Equal(SessionStoreFault.NotAStore, FaultOf(() => SqliteSessionStore.Open(_folder.Path), "is a folder"));

    [Fact]
    public void a_folder_that_cannot_be_made_is_named()
    {
        File.WriteAllText(_folder.File("file"), "x");
        Assert.Equal(SessionStoreFault.ReadOnly, FaultOf(() => SqliteSessionStore.Open(_folder.File("file/sub/sessions.db")), _folder.File("file/sub"), "cannot be made"));
    }

    [Theory]
    [InlineData("This is a letter, and longer than the header of a database file would be, so that nobody can take it for one that was cut off.")]
    [InlineData("short")]
    [InlineData("SQLite format 2\0")]
    public void a_file_that_is_no_sqlite_file_is_refused_and_left_alone(string content)
    {
        File.WriteAllText(Store, content);
        AssertRefused(SessionStoreFault.NotAStore, "no SQLite file");
    }

    [Fact]
    public void a_sqlite_file_of_another_application_is_refused_and_left_alone()
    {
        Sql(Store, "PRAGMA application_id = 7; CREATE TABLE session (id INTEGER)");
        AssertRefused(SessionStoreFault.NotAStore, "another application", "0x00000007");
    }

    [Fact]
    public void a_newer_version_is_refused_and_left_alone()
    {
        Fill(Store, 1);
        Sql(Store, "PRAGMA user_version = 99; PRAGMA wal_checkpoint(TRUNCATE)");
        AssertRefused(SessionStoreFault.NewerVersion, "99", "Update AgentNotebook");
    }

    [Theory]
    [InlineData(10)]
    [InlineData(99)]
    [InlineData(4096)]
    [InlineData(20_000)]
    public void a_file_cut_short_is_refused_and_left_alone(int length)
    {
        Fill(Store, 40);
        using (var file = File.OpenWrite(Store))
        {
            Assert.True(file.Length > length);
            file.SetLength(length);
        }

        AssertRefused(SessionStoreFault.Damaged);
    }

    [Fact]
    public void a_store_locked_by_another_connection_is_busy_after_the_timeout()
    {
        Fill(Store, 1);
        using var connection = new SqliteConnection($"Data Source={Store};Pooling=False");
        connection.Open();
        Sql(connection, "BEGIN EXCLUSIVE");
        using var store = SqliteSessionStore.Open(Store, Hasty);
        Assert.Single(store.Read("s"));
        Assert.Equal(SessionStoreFault.Busy, FaultOf(() => store.Open("s"), "holds the file locked", Store));
        Sql(connection, "ROLLBACK");
        store.Open("s").Dispose();
    }

    [Fact]
    public void the_writer_that_was_replaced_cannot_append_any_more()
    {
        using var store = SqliteSessionStore.Open(Store);
        var former = store.Open("s");
        former.Append([Note]);
        // No process has this number, so its owner counts as dead.
        Sql(Store, "UPDATE session SET writer_pid = 2147483646");
        using var other = SqliteSessionStore.Open(Store);
        using var journal = other.Open("s");
        journal.Append([Note]);
        Assert.Equal(SessionStoreFault.Busy, FaultOf(() => former.Append([Note]), "taken over", "nothing was appended"));
        former.Dispose();
        Assert.Equal(3, journal.Append([Note]).LastSequence);
        Assert.Equal(3, other.Read("s").Count());
    }

    [Theory]
    [InlineData("writer_started = writer_started - 1", true)]
    [InlineData("writer_boot = 'before the restart'", true)]
    [InlineData("writer_host = 'elsewhere'", false)]
    [InlineData("writer_space = 'pid:[1]'", false)]
    public void a_writers_life_is_judged_by_more_than_its_number(string change, bool isDead)
    {
        using var store = SqliteSessionStore.Open(Store);
        using var held = store.Open("s");
        Sql(Store, $"UPDATE session SET writer = 'somebody', {change}");
        if (isDead)
        {
            store.Open("s").Dispose();
            return;
        }

        Assert.Equal(SessionStoreFault.Busy, FaultOf(() => store.Open("s"), "cannot be seen from here", nameof(SessionStoreOptions.TakeUnseenWriter)));
        using var bold = SqliteSessionStore.Open(Store, new SessionStoreOptions { TakeUnseenWriter = true });
        bold.Open("s").Dispose();
    }

    [MountFact]
    public void a_full_disk_takes_no_part_of_an_append_and_the_next_one_goes_on()
    {
        using var disk = new SmallDisk();
        File.WriteAllBytes(disk.File("ballast"), new byte[300_000]);
        using var store = SqliteSessionStore.Open(disk.File("sessions.db"));
        using var journal = store.Open("s");
        long acknowledged = 0;
        var draft = new JournalDraft("", "note", 1, "{\"a\":\"" + new string('x', 20_000) + "\"}");
        Assert.Equal(SessionStoreFault.DiskFailure, FaultOf(() =>
        {
            for (var i = 0; i < 100; i++)
                acknowledged = journal.Append([draft, draft]).LastSequence;
        }, disk.Path, "full"));
        Assert.True(acknowledged > 0);
        Assert.Equal(acknowledged, store.Read("s").Count());

        File.Delete(disk.File("ballast"));
        Assert.Equal(acknowledged + 1, journal.Append([Note]).LastSequence);
        Assert.True(store.Verify().IsIntact);
    }

    [MountFact]
    public void a_disk_that_is_full_from_the_start_makes_no_store()
    {
        using var disk = new SmallDisk();
        try
        {
            File.WriteAllBytes(disk.File("ballast"), new byte[2 << 20]);
        }
        catch (IOException)
        {
            // It is full now, which is what is wanted.
        }

        Assert.Equal(SessionStoreFault.DiskFailure, FaultOf(() => SqliteSessionStore.Open(disk.File("sessions.db")), "full"));
    }

    [MountFact]
    public void a_read_only_disk_can_be_read_but_not_written()
    {
        using var disk = new SmallDisk();
        var file = disk.File("sessions.db");
        Fill(file, 3);
        disk.MakeReadOnly();
        using (var store = SqliteSessionStore.OpenReadOnly(file))
        {
            Assert.Equal(3, store.Read("s").Count());
            Assert.True(store.Verify().IsIntact);
        }

        Assert.Equal(SessionStoreFault.ReadOnly, FaultOf(() => SqliteSessionStore.Open(file), file, "can be written"));
        Assert.Equal(SessionStoreFault.ReadOnly, FaultOf(() => SqliteSessionStore.Open(disk.File("new.db")), disk.Path));
        Assert.Equal(SessionStoreFault.ReadOnly, FaultOf(() => SqliteSessionStore.Open(disk.File("sub/new.db")), disk.Path, "cannot be made"));
    }

    private static JournalDraft Note => new("", "note", 1, "{}");

    private static void Fill(string file, int entries)
    {
        using var store = SqliteSessionStore.Open(file);
        using var journal = store.Open("s");
        journal.Append([.. Enumerable.Range(0, entries).Select(i => new JournalDraft("", "note", 1, "{\"a\":\"" + new string('x', 1000) + "\"}"))]);
    }

    private static void Sql(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        Sql(connection, sql);
    }

    private static void Sql(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static SessionStoreFault FaultOf(Action act, params string[] said)
    {
        var refused = Assert.Throws<SessionStoreException>(act);
        Assert.All(said, text => Assert.Contains(text, refused.Message));
        return refused.Fault;
    }

    private void AssertRefused(SessionStoreFault fault, params string[] said)
    {
        var before = File.ReadAllBytes(Store);
        Assert.Equal(fault, FaultOf(() => SqliteSessionStore.Open(Store), [Store, .. said]));
        Assert.Equal(before, File.ReadAllBytes(Store));
        Assert.Equal(fault, FaultOf(() => SqliteSessionStore.OpenReadOnly(Store), [Store, .. said]));
        Assert.Equal(before, File.ReadAllBytes(Store));
    }
}

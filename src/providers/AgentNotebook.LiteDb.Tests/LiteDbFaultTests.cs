using AgentNotebook.Sessions;
using AgentNotebook.Tests.Sessions;
using LiteDB;

namespace AgentNotebook.LiteDb.Tests;

public sealed class LiteDbFaultTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    private string Store => _folder.File("sessions.litedb");

    private static JournalDraft Note => new("", "note", 1, "{}");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void an_empty_file_becomes_a_store()
    {
        File.WriteAllBytes(Store, []);
        Fill(Store, 2);
        using var store = LiteDbSessionStore.OpenReadOnly(Store);
        Assert.Equal(2, store.Read("s").Count());
    }

    [Fact]
    public void reading_only_makes_no_file_and_changes_none()
    {
        Assert.Equal(SessionStoreFault.NotFound, FaultOf(() => LiteDbSessionStore.OpenReadOnly(Store), "There is no session store", Store));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
        File.WriteAllBytes(Store, []);
        FaultOf(() => LiteDbSessionStore.OpenReadOnly(Store), "the file is empty");
        Assert.Equal(0, new FileInfo(Store).Length);

        Fill(Store, 3);
        var before = File.ReadAllBytes(Store);
        using (var store = LiteDbSessionStore.OpenReadOnly(Store))
        {
            Assert.Equal(3, store.Read("s").Count());
            Assert.True(store.Verify().IsIntact);
            foreach (var act in new Action[] { () => store.Open("s"), () => store.Delete("s"), () => store.Compact() })
                Assert.Equal(SessionStoreFault.ReadOnly, FaultOf(act, "opened for reading only", Store));
        }

        Assert.Equal(before, File.ReadAllBytes(Store));
    }

    [Fact]
    public void what_a_killed_writer_left_in_the_log_is_read_also_for_reading_only()
    {
        using (var store = LiteDbSessionStore.Open(Store))
        using (var journal = store.Open("s"))
        {
            journal.Append([Note, Note]);
            foreach (var file in new[] { Store, Store + "-wal" })
                File.Copy(file, file.Replace("sessions", "copy", StringComparison.Ordinal));
        }

        var log = File.ReadAllBytes(_folder.File("copy.litedb-wal"));
        using (var copy = LiteDbSessionStore.OpenReadOnly(_folder.File("copy.litedb")))
            Assert.Equal(2, copy.Read("s").Count());
        Assert.Equal(log, File.ReadAllBytes(_folder.File("copy.litedb-wal")));
    }

    [Fact]
    public void a_store_that_is_read_in_this_process_can_be_opened_for_writing_too()
    {
        Fill(Store, 1);
        using var reader = LiteDbSessionStore.OpenReadOnly(Store);
        Assert.Single(reader.Read("s"));
        using (var writer = LiteDbSessionStore.Open(Store))
        using (var journal = writer.Open("s"))
            journal.Append([Note]);
        Assert.Equal(2, reader.Read("s").Count());
    }

    [Fact]
    public void a_folder_is_not_a_store() =>
        Assert.Equal(SessionStoreFault.NotAStore, FaultOf(() => LiteDbSessionStore.Open(_folder.Path), "is a folder"));

    [Fact]
    public void a_folder_that_cannot_be_made_is_named()
    {
        File.WriteAllText(_folder.File("file"), "x");
        Assert.Equal(SessionStoreFault.ReadOnly, FaultOf(() => LiteDbSessionStore.Open(_folder.File("file/sub/sessions.litedb")), _folder.File("file/sub"), "cannot be made"));
    }

    [Theory]
    [InlineData("This is a letter, and longer than the header of a database file would be, so that nobody can take it for one that was cut off.")]
    [InlineData("short")]
    [InlineData("SQLite format 3\0")]
    public void a_file_that_is_no_LiteDB_file_is_refused_and_left_alone(string content)
    {
        File.WriteAllText(Store, content);
        AssertRefused(SessionStoreFault.NotAStore, "no LiteDB file");
    }

    [Theory]
    [InlineData(null, "another application")]
    [InlineData("secret", "password")]
    public void a_LiteDB_file_of_another_application_is_refused_and_left_alone(string? password, string said)
    {
        using (var other = new LiteDatabase(new ConnectionString { Filename = Store, Password = password }))
            other.GetCollection("session").Insert(new BsonDocument { ["name"] = "s" });
        AssertRefused(SessionStoreFault.NotAStore, said);
    }

    [Fact]
    public void a_newer_version_is_refused_and_left_alone()
    {
        Fill(Store, 1);
        var bytes = File.ReadAllBytes(Store);
        bytes[76] = 99;
        File.WriteAllBytes(Store, bytes);
        AssertRefused(SessionStoreFault.NewerVersion, "99", "Update AgentNotebook");
    }

    [Theory]
    [InlineData(100)]
    [InlineData(8191)]
    [InlineData(8192)]
    [InlineData(20_000)]
    public void a_file_cut_short_is_refused_and_left_alone(int length)
    {
        Fill(Store, 40);
        using (var file = File.OpenWrite(Store))
        {
            Assert.True(file.Length > length);
            file.SetLength(length);
        }

        AssertRefused(SessionStoreFault.Damaged, "cut");
    }

    [Fact]
    public void a_log_whose_store_is_gone_is_not_put_to_another()
    {
        using (var store = LiteDbSessionStore.Open(Store))
        using (var journal = store.Open("s"))
        {
            journal.Append([Note]);
            File.Copy(Store + "-wal", _folder.File("gone.litedb-wal"));
        }

        Assert.Equal(SessionStoreFault.Damaged, FaultOf(() => LiteDbSessionStore.Open(_folder.File("gone.litedb")), "gone.litedb-wal", "Put the store back"));
        Assert.False(File.Exists(_folder.File("gone.litedb")));
    }

    [Fact]
    public void a_log_that_another_program_left_is_not_overlooked()
    {
        Fill(Store, 1);
        File.WriteAllBytes(_folder.File("sessions-log.litedb"), new byte[8192]);
        AssertRefused(SessionStoreFault.Damaged, "sessions-log.litedb", "another program");
    }

    [MountFact]
    public void a_full_disk_takes_no_part_of_an_append_and_the_next_one_goes_on()
    {
        using var disk = new SmallDisk();
        File.WriteAllBytes(disk.File("ballast"), new byte[200_000]);
        using var store = LiteDbSessionStore.Open(disk.File("sessions.litedb"));
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
    public void a_disk_with_no_room_for_the_log_in_the_file_keeps_it_in_the_log()
    {
        using var disk = new SmallDisk();
        var file = disk.File("sessions.litedb");
        using (var store = LiteDbSessionStore.Open(file, limits: new LiteDbOptions { LogPages = 10 }))
        using (var journal = store.Open("s"))
        {
            File.WriteAllBytes(disk.File("ballast"), new byte[(1 << 20) - new FileInfo(file).Length - 400_000]);
            var draft = new JournalDraft("", "note", 1, "{\"a\":\"" + new string('x', 20_000) + "\"}");
            var appended = 0;
            while (appended < 100)
            {
                try
                {
                    journal.Append([draft]);
                    appended++;
                }
                catch (SessionStoreException e) when (e.Fault == SessionStoreFault.DiskFailure)
                {
                    break;
                }
            }

            Assert.InRange(appended, 5, 99);
            Assert.Equal(appended, store.Read("s").Count());
            Assert.True(store.Verify().IsIntact);
        }

        using var again = LiteDbSessionStore.OpenReadOnly(file);
        Assert.True(again.Verify().IsIntact);
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

        Assert.Equal(SessionStoreFault.DiskFailure, FaultOf(() => LiteDbSessionStore.Open(disk.File("sessions.litedb")), "full"));
        Assert.False(File.Exists(disk.File("sessions.litedb")));
    }

    [MountFact]
    public void a_read_only_disk_can_be_read_but_not_written()
    {
        using var disk = new SmallDisk();
        var file = disk.File("sessions.litedb");
        Fill(file, 3);
        disk.MakeReadOnly();
        using (var store = LiteDbSessionStore.OpenReadOnly(file))
        {
            Assert.Equal(3, store.Read("s").Count());
            Assert.True(store.Verify().IsIntact);
        }

        Assert.Equal(SessionStoreFault.ReadOnly, FaultOf(() => LiteDbSessionStore.Open(file), file, "can"));
        Assert.Equal(SessionStoreFault.ReadOnly, FaultOf(() => LiteDbSessionStore.Open(disk.File("new.litedb")), disk.Path));
        Assert.Equal(SessionStoreFault.ReadOnly, FaultOf(() => LiteDbSessionStore.Open(disk.File("sub/new.litedb")), disk.Path, "cannot be made"));
    }

    private static void Fill(string file, int entries)
    {
        using var store = LiteDbSessionStore.Open(file);
        using var journal = store.Open("s");
        journal.Append([.. Enumerable.Range(0, entries).Select(i => new JournalDraft("", "note", 1, "{\"a\":\"" + new string('x', 1000) + "\"}"))]);
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
        Assert.Equal(fault, FaultOf(() => LiteDbSessionStore.Open(Store), [Store, .. said]));
        Assert.Equal(before, File.ReadAllBytes(Store));
        Assert.Equal(fault, FaultOf(() => LiteDbSessionStore.OpenReadOnly(Store), [Store, .. said]));
        Assert.Equal(before, File.ReadAllBytes(Store));
    }
}

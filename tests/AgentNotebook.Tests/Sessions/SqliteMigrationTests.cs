using AgentNotebook.Sessions;
using Microsoft.Data.Sqlite;

namespace AgentNotebook.Tests.Sessions;

public sealed class SqliteMigrationTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    private string Store => _folder.File("sessions.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void a_file_of_version_1_becomes_one_of_version_2_with_all_that_was_in_it()
    {
        FirstVersionFile.Make(Store, 400, 7, 0);
        using (var store = SqliteSessionStore.Open(Store))
        {
            AssertWhole(store, 400, 7, 0);
            using var journal = store.Open("s2");
            Assert.Equal(8, journal.Append([new JournalDraft("", "note", 1, "{}")]).LastSequence);
            Assert.True(store.Verify().IsIntact);
        }

        Assert.Equal(2, FirstVersionFile.Version(Store));
        using var again = SqliteSessionStore.OpenReadOnly(Store);
        Assert.Equal(8, again.Read("s2").Count());
        Assert.Equal(408, again.Verify().Entries);
    }

    [Fact]
    public void a_file_of_version_1_is_read_without_being_changed()
    {
        FirstVersionFile.Make(Store, 400, 7);
        var before = File.ReadAllBytes(Store);
        using (var store = SqliteSessionStore.OpenReadOnly(Store))
        {
            AssertWhole(store, 400, 7);
            Assert.Equal(SessionStoreFault.ReadOnly, Assert.Throws<SessionStoreException>(() => store.Open("s1")).Fault);
        }

        Assert.Equal(before, File.ReadAllBytes(Store));
        Assert.Equal(1, FirstVersionFile.Version(Store));
    }

    [Theory]
    [InlineData("UPDATE entry SET payload = replace(payload, 'x', 'y') WHERE session_id = 2 AND sequence = 4", "entry 4 of session 's2' does not match its checksum", "entry 4: it does not match")]
    [InlineData("UPDATE entry SET checksum = zeroblob(32) WHERE session_id = 2 AND sequence = 5", "entry 5 of session 's2' does not match its checksum", "entry 5: it does not match")]
    [InlineData("DELETE FROM entry WHERE session_id = 2 AND sequence = 9", "entry 9 of session 's2' is missing", "entry 9: missing at the end")]
    [InlineData("DELETE FROM entry WHERE session_id = 2 AND sequence = 3", "entry 3 of session 's2' is missing", "entry 3: missing")]
    [InlineData("UPDATE session SET last_checksum = zeroblob(32) WHERE id = 2", "entry 9 of session 's2' is not the one that the session's row names", "entry 9: the session's row")]
    [InlineData("UPDATE session SET last_sequence = 7 WHERE id = 2", "entry 8 of session 's2' stands after the end", "entries 8 to 9: after the end")]
    [InlineData("PRAGMA foreign_keys = OFF; DELETE FROM session WHERE id = 2", "it has 9 entries of sessions that it does not have", "Session number 2 has 9 entries but no row")]
    public void damage_in_version_1_is_refused_with_its_place_and_never_given_a_new_checksum(string sql, string place, string problem)
    {
        FirstVersionFile.Make(Store, 30, 9);
        FirstVersionFile.Run(Store, sql);
        var before = File.ReadAllBytes(Store);
        var refused = Assert.Throws<SessionStoreException>(() => SqliteSessionStore.Open(Store));
        Assert.Equal(SessionStoreFault.Damaged, refused.Fault);
        Assert.All([Store, place, "agentnb sessions salvage", "left as it is"], text => Assert.Contains(text, refused.Message));
        Assert.Equal(before, File.ReadAllBytes(Store));
        Assert.Equal(1, FirstVersionFile.Version(Store));

        using var reading = SqliteSessionStore.OpenReadOnly(Store);
        Assert.Contains(reading.Verify().Problems, text => text.Contains(problem, StringComparison.Ordinal));
        Assert.True(reading.Verify("s1").IsIntact);
        Assert.Equal(30, reading.Read("s1").Count());
    }

    [Fact]
    public void a_file_that_an_older_program_still_writes_is_left_to_it()
    {
        FirstVersionFile.Make(Store, 3);
        var other = WriterIdentity.Current;
        FirstVersionFile.Run(Store, $"UPDATE session SET writer = 'other', writer_pid = {other.ProcessId}, writer_started = {other.Started}, writer_host = 'elsewhere', writer_boot = 'b', writer_space = 's'");
        var busy = Assert.Throws<SessionStoreException>(() => SqliteSessionStore.Open(Store));
        Assert.Equal(SessionStoreFault.Busy, busy.Fault);
        Assert.Contains("'s1' is being written by process", busy.Message);
        Assert.Equal(1, FirstVersionFile.Version(Store));
        using var store = SqliteSessionStore.Open(Store, new SessionStoreOptions { TakeUnseenWriter = true });
        AssertWhole(store, 3);
    }

    [Fact]
    public void a_process_killed_at_any_byte_of_the_migration_leaves_one_version_or_the_other()
    {
        FirstVersionFile.Make(Store, 60, 20);
        var (file, log) = MigrateWithoutCheckpoint();
        var versions = new Dictionary<long, int>();
        var random = new Random(11);
        // All that a killed process may leave: the file as it was, and the log up to some byte.
        foreach (var cut in Enumerable.Range(0, 60).Select(_ => random.Next(log.Length)).Concat([0, 31, 32, log.Length - 1, log.Length]))
        {
            var copy = _folder.File("cut.db");
            File.WriteAllBytes(copy, file);
            File.WriteAllBytes(copy + "-wal", log[..cut]);
            File.Delete(copy + "-shm");
            var version = FirstVersionFile.Version(copy);
            versions[version] = versions.GetValueOrDefault(version) + 1;
            File.WriteAllBytes(copy, file);
            File.WriteAllBytes(copy + "-wal", log[..cut]);
            using var store = SqliteSessionStore.Open(copy);
            AssertWhole(store, 60, 20);
        }

        Assert.Equal([1L, 2L], versions.Keys.Order());
    }

    private (byte[] File, byte[] Log) MigrateWithoutCheckpoint()
    {
        using var reader = new SqliteConnection($"Data Source={Store};Pooling=False");
        reader.Open();
        // A reader of the old state keeps SQLite from copying the log into the file.
        using var command = reader.CreateCommand();
        command.CommandText = "BEGIN; SELECT count(*) FROM entry";
        Assert.Equal(80L, command.ExecuteScalar());
        using var store = SqliteSessionStore.Open(Store);
        return (Shared(Store), Shared(Store + "-wal"));
    }

    private static byte[] Shared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static void AssertWhole(SqliteSessionStore store, params int[] entries)
    {
        var report = store.Verify();
        Assert.True(report.IsIntact, string.Join('\n', report.Problems));
        Assert.Equal((entries.Length, entries.Sum()), (report.Sessions, (int)report.Entries));
        for (var session = 1; session <= entries.Length; session++)
        {
            var expected = Enumerable.Range(1, entries[session - 1]).Select(n => new JournalEntry(
                n, EntryTime.FromMicroseconds(FirstVersionFile.Created + 1000 + n), $"run-{n % 3}", n % 2 == 0 ? "even" : "odd", 2, FirstVersionFile.Payload(session, n)));
            Assert.Equal(expected, store.Read($"s{session}"));
            var summary = store.List().Single(one => one.Name == $"s{session}");
            Assert.Equal(FirstVersionFile.Created + session, EntryTime.ToMicroseconds(summary.Created));
            Assert.Equal(entries[session - 1], summary.Entries);
        }
    }
}

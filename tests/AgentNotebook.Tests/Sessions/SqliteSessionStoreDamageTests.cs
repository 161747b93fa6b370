using AgentNotebook.Sessions;
using Microsoft.Data.Sqlite;

namespace AgentNotebook.Tests.Sessions;

public sealed class SqliteSessionStoreDamageTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    private string Store => _folder.File("sessions.db");

    public SqliteSessionStoreDamageTests()
    {
        using var store = SqliteSessionStore.Open(Store);
        foreach (var session in new[] { "good", "bad" })
        {
            using var journal = store.Open(session);
            journal.Append([.. Enumerable.Range(1, 9).Select(i => new JournalDraft("run", "note", 1, $$"""{"i":{{i}}, "pad":"{{new string('x', 1500)}}"}"""))]);
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("UPDATE entry SET payload = replace(payload, 'x', 'y') WHERE {bad} AND {sequence} = 4", "entry 4: it does not match", 4)]
    [InlineData("UPDATE entry SET time = time + 1 WHERE {bad} AND {sequence} = 1", "entry 1: it does not match", 1)]
    [InlineData("UPDATE entry SET run = 'other' WHERE {bad} AND {sequence} = 9", "entry 9: it does not match", 9)]
    [InlineData("UPDATE entry SET checksum = zeroblob(48) WHERE {bad} AND {sequence} = 5", "entry 5: it does not match", 5)]
    [InlineData("UPDATE entry SET version = 2 WHERE {bad} AND {sequence} = 5", "entry 5: it does not match", 5)]
    [InlineData("DELETE FROM entry WHERE {bad} AND {sequence} BETWEEN 3 AND 5", "entries 3 to 5: missing.", 3)]
    [InlineData("DELETE FROM entry WHERE {bad} AND {sequence} = 1", "entry 1: missing.", 1)]
    [InlineData("DELETE FROM entry WHERE {bad} AND {sequence} >= 8", "entries 8 to 9: missing at the end.", 8)]
    [InlineData("UPDATE session SET created = created + 1 WHERE name = 'bad'", "entry 1: it does not match", 1)]
    [InlineData("UPDATE session SET bytes = bytes + 1 WHERE name = 'bad'", "entry 9: the session's row", 0)]
    [InlineData("UPDATE session SET last_written = last_written + 1 WHERE name = 'bad'", "entry 9: the session's row", 0)]
    [InlineData("UPDATE session SET last_checksum = zeroblob(48) WHERE name = 'bad'", "entry 9: the session's row", 0)]
    public void one_flaw_is_one_problem_that_names_session_and_entry(string sql, string problem, int entry)
    {
        Sql(sql);
        using var store = SqliteSessionStore.OpenReadOnly(Store);
        var report = store.Verify();
        Assert.StartsWith($"Session 'bad', {problem}", Assert.Single(report.Problems));
        Assert.Equal(report.Problems, store.Verify("bad").Problems);
        Assert.True(store.Verify("good").IsIntact);
        Assert.Equal(9, store.Read("good").Count());
        if (entry == 0)
            return;
        var damaged = Assert.Throws<SessionStoreException>(() => store.Read("bad").Count());
        Assert.Equal(SessionStoreFault.Damaged, damaged.Fault);
        Assert.Contains($"Entry {entry} of session 'bad' in {Store}", damaged.Message);
    }

    [Fact]
    public void entries_that_changed_places_or_sessions_are_found_and_none_hides_another()
    {
        Sql("""
            UPDATE entry SET id = id + 100 WHERE {bad} AND {sequence} = 2;
            UPDATE entry SET id = id - 1 WHERE {bad} AND {sequence} = 3;
            UPDATE entry SET id = id - 99 WHERE {bad} AND {sequence} = 102;
            UPDATE entry SET payload = (SELECT payload FROM entry WHERE {good} AND {sequence} = 8), checksum = (SELECT checksum FROM entry WHERE {good} AND {sequence} = 7)
                WHERE {bad} AND {sequence} = 7;
            """);
        using var store = SqliteSessionStore.OpenReadOnly(Store);
        var report = store.Verify("bad");
        foreach (var entry in new[] { 2, 3, 7 })
            Assert.Contains(report.Problems, problem => problem.StartsWith($"Session 'bad', entry {entry}:", StringComparison.Ordinal));
        Assert.Equal(9, report.Entries);
    }

    [Fact]
    public void a_session_moved_under_another_name_is_found()
    {
        Sql("UPDATE session SET name = 'forged' WHERE name = 'bad'");
        using var store = SqliteSessionStore.OpenReadOnly(Store);
        Assert.Contains("'forged', entry 1:", Assert.Single(store.Verify().Problems));
    }

    [Theory]
    [InlineData("UPDATE entry SET payload = replace(payload, 'x', 'y') WHERE {bad} AND {sequence} = 6", "Entry 6", "does not match")]
    [InlineData("UPDATE entry SET checksum = zeroblob(48) WHERE {bad} AND {sequence} = 5", "Entry 6", "does not match")]
    [InlineData("DELETE FROM entry WHERE {bad} AND {sequence} = 5", "Entry 5", "is missing")]
    [InlineData("DELETE FROM entry WHERE {bad} AND {sequence} > 7", "Entry 8", "is missing")]
    [InlineData("UPDATE entry SET payload = replace(payload, 'x', 'y') WHERE {bad} AND {sequence} = 5", null, "what the filter leaves out is not looked at")]
    public void a_filtered_entry_is_checked_with_its_predecessor_and_the_end(string sql, string? entry, string what)
    {
        Sql(sql);
        using var store = SqliteSessionStore.OpenReadOnly(Store);
        var read = () => store.Read("bad", after: 5, new JournalFilter { Kinds = ["note"] }).Take(entry == "Entry 8" ? 9 : 1).ToList();
        if (entry is null)
        {
            Assert.True(read().Count == 1, what);
            return;
        }

        var damaged = Assert.Throws<SessionStoreException>(read);
        Assert.Equal(SessionStoreFault.Damaged, damaged.Fault);
        Assert.Contains($"{entry} of session 'bad'", damaged.Message);
        Assert.Contains(what, damaged.Message);
    }

    [Fact]
    public void flipped_bytes_on_any_page_are_found_or_refused_and_never_read_as_if_they_were_right()
    {
        var whole = File.ReadAllBytes(Store);
        var right = Content();
        var found = 0;
        var random = new Random(7);
        const int Page = 4096;
        for (var page = 0; page < whole.Length / Page; page++)
        {
            var damaged = whole.ToArray();
            for (var i = page * Page + 100; i < (page + 1) * Page; i++)
            {
                if (random.Next(20) == 0)
                    damaged[i] ^= 0xFF;
            }

            File.WriteAllBytes(Store, damaged);
            try
            {
                using var store = SqliteSessionStore.OpenReadOnly(Store);
                if (store.Verify().IsIntact)
                    // The bytes lay where nothing is kept.
                    Assert.Equal(right, Content());
                else
                    found++;
                foreach (var session in store.List())
                    Assert.All(store.Read(session.Name), entry => Assert.Contains(entry.Payload, right));
            }
            catch (SessionStoreException e)
            {
                Assert.Contains(Store, e.Message);
                Assert.Equal(SessionStoreFault.Damaged, e.Fault);
                found++;
            }

            Assert.Equal(damaged, File.ReadAllBytes(Store));
        }

        Assert.True(found >= 3, $"{found} of {whole.Length / Page} pages");
    }

    private List<string> Content()
    {
        using var store = SqliteSessionStore.OpenReadOnly(Store);
        return [.. store.List().SelectMany(session => store.Read(session.Name).Select(entry => entry.Payload).Prepend(session.ToString()))];
    }

    private void Sql(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Store};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql
            .Replace("{bad}", "id >> 40 = (SELECT id FROM session WHERE name = 'bad')")
            .Replace("{sequence}", "(id & 1099511627775)")
            .Replace("{good}", "id >> 40 = (SELECT id FROM session WHERE name = 'good')");
        command.ExecuteNonQuery();
    }
}

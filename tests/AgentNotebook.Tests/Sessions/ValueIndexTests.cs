using AgentNotebook.Sessions;
using AgentNotebook.Sessions.Values;
using Microsoft.Data.Sqlite;

namespace AgentNotebook.Tests.Sessions;

public sealed class ValueIndexTests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly SqliteSessionStore _store;

    public ValueIndexTests() => _store = SqliteSessionStore.Open(_folder.File("sessions.db"));

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void an_opening_reads_the_last_entry_of_each_value_and_what_came_after_the_index()
    {
        using (var journal = Open(interval: 20, reads: 0))
        {
            for (var i = 1; i <= 50; i++)
                journal.Append([Value($"v{i % 3}", i), Note]);
            journal.Append([ValueEntry.Draft("v0", null)]);
        }

        // v1 and v2 stood before the last index; it was written when the journal was closed and knows that v0 is gone.
        using var again = Open(interval: 20, reads: 2);
        Assert.Equal(["""{"name":"v1","value":49}""", """{"name":"v2","value":50}"""], Values(interval: 20));
        again.Append([Value("v0", 51)]);
        Assert.Equal(["""{"name":"v1","value":49}""", """{"name":"v2","value":50}""", """{"name":"v0","value":51}"""], Values(interval: 20));
    }

    [Fact]
    public void entries_that_the_index_leaves_out_are_not_looked_at_and_those_it_names_are()
    {
        using (var journal = Open(interval: 10, reads: 0))
        {
            for (var i = 1; i <= 30; i++)
                journal.Append([Value("v", i), Value("w", i)]);
        }

        Damage("\"v\",\"value\":7");
        Open(interval: 10, reads: 2).Dispose();
        Assert.False(_store.Verify("s").IsIntact);
        Damage("\"v\",\"value\":30");
        Assert.Equal(SessionStoreFault.Damaged, Assert.Throws<SessionStoreException>(() => Open(interval: 10, reads: 2)).Fault);
    }

    [Fact]
    public void an_index_that_was_copied_to_another_number_means_nothing()
    {
        using (var journal = Open(interval: 10, reads: 0))
        {
            for (var i = 1; i <= 30; i++)
                journal.Append([Value("v", i)]);
        }

        var entries = _store.Read("s").ToList();
        using (var copy = _store.Open("copy"))
            copy.Append([.. entries.Where(entry => entry.Sequence != 5).Select(entry => new JournalDraft(entry.Run, entry.Kind, entry.Version, entry.Payload))]);
        Assert.NotNull(_store.Last("copy", ValueIndex.Kind));
        using var opened = Session.Open(_store, "copy");
        Assert.Equal(30, opened.Get<int>("v"));
    }

    [Theory]
    [InlineData("""{"at":3,"values":{"v":[3]}}""")]
    [InlineData("""{"at":3,"values":{"v":[0]}}""")]
    [InlineData("""{"at":3,"values":{"v":[2,1]}}""")]
    [InlineData("""{"at":3,"values":{"v":["1"]}}""")]
    [InlineData("""{"at":3,"values":[1]}""")]
    [InlineData("""{"at":3}""")]
    [InlineData("""{"values":{"v":[1]}}""")]
    public void an_index_that_makes_no_sense_is_passed_over(string payload)
    {
        using (var journal = _store.Open("s"))
            journal.Append([Value("v", 1), Value("v", 2), new JournalDraft("", ValueIndex.Kind, 1, payload), Value("w", 3)]);
        using var opened = Session.Open(_store, "s");
        Assert.Equal((2, 3), (opened.Get<int>("v"), opened.Get<int>("w")));
    }

    [Fact]
    public void parts_of_a_value_are_all_named_until_a_whole_one_replaces_them()
    {
        var index = new ValueIndex();
        var name = string.Concat(Enumerable.Repeat("\\uD83D\\uDC0E", 100));
        index.Add(1, """{"name":"v","value":1}""");
        index.Add(2, """{"name":"v","list":{"part":1,"reset":true,"splices":[]}}""");
        index.Add(4, """{"name":"v","list":{"part":2,"splices":[]}}""");
        index.Add(5, $$"""{"name":"{{name}}","value":"{{new string('x', 100_000)}}"}""");
        index.Add(6, """{"name":"v","list":{"part":10000000000,"splices":[]}}""");
        Assert.Equal([2L, 4, 5, 6], index.Entries);
        index.Add(7, """{"name":"v","dictionary":{"part":1,"reset":true}}""");
        index.Add(8, $$"""{"name":"{{name}}","removed":true}""");
        Assert.Equal([7L], index.Entries);
        index.Add(9, """{"value":[1,2],"name":"w"}""");
        index.Add(10, """{"dictionary":{"set":[],"part":2},"name":"v"}""");
        Assert.Equal([7L, 9, 10], index.Entries);
        index.Add(11, """{"removed":true,"name":"w"}""");
        Assert.Equal([7L, 10], index.Entries);
        Assert.Equal(index.Entries, ValueIndex.Parse(new JournalEntry(12, default, "", ValueIndex.Kind, 1, index.Draft(12)!.Payload))!.Entries);
    }

    [Fact]
    public void a_session_of_many_entries_opens_from_its_index_and_keeps_its_values()
    {
        using (var session = Session.Open(_store, "s"))
        {
            session["early"] = 1;
            session["changed"] = "before";
            session.Flush();
            session.Append([.. Enumerable.Repeat(Note, IndexedJournal.DefaultInterval)]);
            session["changed"] = "after";
            session.Flush();
        }

        var index = _store.Last("s", ValueIndex.Kind)!;
        Assert.Equal("""{"at":4099,"values":{"changed":[1],"early":[2]}}""", index.Payload);
        using var again = Session.Open(_store, "s");
        Assert.Equal((1, "after"), (again.Get<int>("early"), again.Get<string>("changed")));
        Assert.False(again.IsDirty);
        Assert.Equal(SessionStoreFault.Invalid, Assert.Throws<SessionStoreException>(() => again.Append([new JournalDraft("", ValueIndex.Kind, 1, "{}")])).Fault);
        Assert.True(_store.Verify().IsIntact);
    }

    private static JournalDraft Note => new("", "note", 1, "{}");

    private static JournalDraft Value(string name, int value) => ValueEntry.Draft(name, System.Text.Encoding.UTF8.GetBytes($"{value}"));

    private IndexedJournal Open(int interval, int reads)
    {
        var journal = new IndexedJournal(_store, "s", interval);
        Assert.Equal(reads, journal.ReadValues().Count());
        return journal;
    }

    private List<string> Values(int interval)
    {
        // Another name for the same journal: only one may write it, and any number may read.
        using var copy = _store.Open($"copy {Guid.NewGuid():N}");
        copy.Append([.. _store.Read("s").Select(entry => new JournalDraft(entry.Run, entry.Kind, entry.Version, entry.Payload))]);
        var name = copy.Session;
        copy.Dispose();
        using var journal = new IndexedJournal(_store, name, interval);
        return [.. journal.ReadValues().Select(entry => entry.Payload)];
    }

    private void Damage(string where)
    {
        using var connection = new SqliteConnection($"Data Source={_store.Location};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE entry SET payload = replace(payload, 'value', 'valve') WHERE payload LIKE $where AND id >> 40 = 1";
        command.Parameters.AddWithValue("$where", $"%{where}%");
        Assert.True(command.ExecuteNonQuery() > 0);
    }
}

using System.Text.Json;
using AgentNotebook.Contracts;
using AgentNotebook.Sessions;

namespace AgentNotebook.Tests.Sessions;

public sealed class PersistentCollectionTests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly SqliteSessionStore _store;
    private Session _session;

    public PersistentCollectionTests()
    {
        _store = SqliteSessionStore.Open(_folder.File("sessions.db"), new SessionStoreOptions { Time = new StoppedClock() });
        _session = Session.Open(_store, "s");
    }

    public void Dispose()
    {
        _session.Dispose();
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void a_flush_of_a_long_list_writes_only_what_changed_and_all_of_it_comes_back()
    {
        var log = new PersistentList<double>(Enumerable.Range(0, 100_000).Select(number => number * 0.5));
        var plain = log.ToList();
        _session["log"] = log;
        Assert.True(_session.Flush().Bytes > 500_000);
        Assert.False(_session.IsDirty);

        Assert.Equal("""{"name":"log","list":{"part":2,"splices":[{"at":100000,"remove":0,"items":[-1]}]}}""", Change(list => list.Add(-1)));
        Assert.Equal("""{"name":"log","list":{"part":3,"splices":[{"at":500,"remove":1,"items":[7]}]}}""", Change(list => list[500] = 7));
        Assert.Equal("""{"name":"log","list":{"part":4,"splices":[{"at":0,"remove":1,"items":[]},{"at":50000,"remove":2,"items":[]}]}}""", Change(list =>
        {
            list.RemoveAt(0);
            list.RemoveAt(50_000);
            list.RemoveAt(50_000);
        }));
        Assert.True(Change(list => list.Insert(60_000, 1.5)).Length < 20_000);
        Assert.Equal(plain, log);
        Reopen();
        Assert.Equal(plain, _session.Get<PersistentList<double>>("log")!);
        Assert.False(_session.IsDirty);
        Assert.Equal("""{"name":"log","list":{"part":6,"splices":[{"at":99999,"remove":0,"items":[8]}]}}""", Change(list => list.Add(8)));

        string Change(Action<IList<double>> change)
        {
            var list = _session.Get<PersistentList<double>>("log")!;
            change(list);
            change(plain);
            Assert.True(_session.IsDirty);
            var receipt = _session.Flush();
            Assert.Equal((1, 1), (receipt.Values, receipt.Entries));
            Assert.False(_session.IsDirty);
            return _session.Entries(receipt.LastSequence - 1).Single().Payload;
        }
    }

    [Fact]
    public void an_element_changed_in_place_is_found_wherever_it_is()
    {
        var list = new PersistentList<Entry>(Enumerable.Range(0, 5_000).Select(number => new Entry { Number = number }));
        var map = new PersistentDictionary<int, Entry>(Enumerable.Range(0, 100).Select(number => KeyValuePair.Create(number, new Entry { Number = number })));
        (_session["list"], _session["map"]) = (list, map);
        _session.Flush();
        Assert.False(_session.IsDirty);
        list[4_000].Number = -1;
        map[7].Tags.Add("new");
        Assert.Equal(["list", "map"], _session.Values.Where(value => value.IsDirty).Select(value => value.Name));
        Assert.True(_session.Flush().Bytes < 50_000);
        Assert.Equal("""{"name":"map","dictionary":{"part":2,"set":[{"key":7,"value":{"Number":7,"Tags":["new"]}}]}}""", _session.Entries().Last().Payload);
        Reopen();
        Assert.Equal(-1, _session.Get<PersistentList<Entry>>("list")![4_000].Number);
        Assert.Equal(["new"], _session.Get<PersistentDictionary<int, Entry>>("map")![7].Tags);
        _session.Get<PersistentList<Entry>>("list")!.Add(new Entry());
        _session.Get<PersistentList<Entry>>("list")![4_999].Number = -2;
        _session.Flush();
        Reopen();
        Assert.Equal(-2, _session.Get<PersistentList<Entry>>("list")![4_999].Number);
    }

    [Fact]
    public void a_dictionary_writes_the_keys_that_changed_and_those_that_went()
    {
        _session["map"] = new PersistentDictionary<string, int> { ["a"] = 1, ["b"] = 2, ["c"] = 3 };
        _session.Flush();
        var map = _session.Get<PersistentDictionary<string, int>>("map")!;
        map["a"] = 10;
        map.Remove("b");
        map.Remove("c");
        map["c"] = 30;
        map.Add("d", 4);
        map.Remove("d");
        _session.Flush();
        Assert.Equal("""{"name":"map","dictionary":{"part":2,"removed":["b","d"],"set":[{"key":"a","value":10},{"key":"c","value":30}]}}""", _session.Entries().Last().Payload);
        Reopen();
        Assert.Equal(new Dictionary<string, int> { ["a"] = 10, ["c"] = 30 }, _session.Get<PersistentDictionary<string, int>>("map")!);
        _session.Get<PersistentDictionary<string, int>>("map")!.Clear();
        _session.Flush();
        Reopen();
        Assert.Empty(_session.Get<PersistentDictionary<string, int>>("map")!);
    }

    [Fact]
    public void many_small_changes_are_written_as_one_whole_when_they_outgrow_it()
    {
        var list = new PersistentList<string>(Enumerable.Repeat("x", 10));
        _session["list"] = list;
        _session.Flush();
        for (var round = 0; round < 100; round++)
        {
            list[round % 10] = new string('y', 2_000);
            _session.Flush();
        }

        Assert.InRange(_session.Entries().Count(entry => entry.Payload.Contains("\"reset\":true", StringComparison.Ordinal)), 3, 5);
        Assert.InRange(Assert.Single(_session.Values).Bytes, 20_000, 100_000);
        Reopen();
        Assert.Equal(list, _session.Get<PersistentList<string>>("list")!);
    }

    [Fact]
    public void a_list_longer_than_an_entry_may_be_is_cut_and_comes_back()
    {
        var texts = Enumerable.Range(0, 40).Select(number => new string((char)('a' + (number % 26)), 2_000_000)).ToList();
        _session["texts"] = new PersistentList<string>(texts);
        Assert.InRange(_session.Flush().Entries, 10, 40);
        Reopen();
        Assert.Equal(texts, _session.Get<PersistentList<string>>("texts")!);
    }

    [Fact]
    public void it_can_be_read_as_plain_data_and_plain_data_as_it()
    {
        _session["list"] = new PersistentList<int> { 1, 2, 3 };
        _session["map"] = new PersistentDictionary<int, string> { [5] = "five" };
        _session["plain"] = new[] { 1, 2 };
        _session.Flush();
        Reopen();
        Assert.Equal("[1,2,3]", ((JsonElement)_session["list"]!).GetRawText());
        Assert.Equal("""{"5":"five"}""", ((JsonElement)_session["map"]!).GetRawText());
        Assert.Equal([1, 2, 3], _session.Get<List<long>>("list")!);
        Assert.Equal("five", _session.Get<Dictionary<int, string>>("map")![5]);
        Assert.Equal([1, 2], _session.Get<PersistentList<int>>("plain")!);
        Assert.False(_session.IsDirty);
        _session.Get<List<long>>("list")!.Add(4);
        _session.Get<PersistentList<int>>("plain")!.Add(3);
        Assert.Equal(2, _session.Flush().Values);
        Reopen();
        Assert.Equal([1, 2, 3, 4], _session.Get<PersistentList<int>>("list")!);
        Assert.Equal([1, 2, 3], _session.Get<int[]>("plain")!);
        var wrong = Assert.Throws<SessionStoreException>(() => _session.Get<PersistentDictionary<int, int>>("plain"));
        Assert.Equal(SessionStoreFault.Invalid, wrong.Fault);
    }

    [Fact]
    public void one_collection_is_one_value_until_its_name_is_given_away()
    {
        var list = new PersistentList<int> { 1 };
        _session["a"] = list;
        _session["a"] = list;
        Assert.Contains("'a'", Assert.Throws<SessionStoreException>(() => _session["b"] = list).Message);
        _session.Flush();
        _session.Remove("a");
        _session["b"] = list;
        _session.Flush();
        Reopen();
        Assert.Equal(["b"], _session.Values.Select(value => value.Name));
        Assert.Equal([1], _session.Get<PersistentList<int>>("b")!);
    }

    [Theory]
    [InlineData("""{"name":"x","list":{"part":1,"reset":true,"splices":[{"at":0,"remove":1,"items":[]}]}}""", "a list that has 0", true)]
    [InlineData("""{"name":"x","list":{"part":1,"reset":true,"splices":[{"at":-1,"remove":0,"items":[1]}]}}""", "at -1", true)]
    [InlineData("""{"name":"x","list":{"part":1,"reset":true,"splices":[{"at":2147483647,"remove":2147483647,"items":[1]}]}}""", "at 2147483647", true)]
    [InlineData("""{"name":"x","list":{"part":1,"reset":true,"splices":[{"at":0,"remove":0,"items":["text"]}]}}""", "Int32", true)]
    [InlineData("""{"name":"x","list":{"part":1,"reset":true,"splices":7}}""", "Entry 1", true)]
    [InlineData("""{"name":"x","list":{"part":2,"splices":[]}}""", "part 2", true)]
    [InlineData("""{"name":"x","list":{"part":1,"reset":true,"more":true}}""", "more of the same flush", true)]
    [InlineData("""{"name":"x","list":{"part":2,"reset":true}}""", "only part 1", false)]
    [InlineData("""{"name":"x","list":{"part":1e99}}""", "Entry 1", false)]
    [InlineData("""{"name":"x","tree":{"part":1}}""", "neither", false)]
    [InlineData("""{"name":"x","list":[]}""", "Entry 1", false)]
    public void a_part_that_is_wrong_is_named_and_does_no_harm(string payload, string message, bool canOpen)
    {
        using (var journal = _store.Open("other"))
            journal.Append([new JournalDraft("", "value", 2, payload)]);
        if (!canOpen)
        {
            Assert.Contains(message, Assert.Throws<SessionStoreException>(() => Session.Open(_store, "other")).Message);
            return;
        }

        using var session = Session.Open(_store, "other");
        var refused = Assert.Throws<SessionStoreException>(() => session.Get<PersistentList<int>>("x"));
        Assert.Contains(message, refused.Message);
        Assert.Contains("Entry 1", refused.Message);
        session["x"] = new PersistentList<int> { 5 };
        session.Flush();
        Assert.Equal([5], session.Get<PersistentList<int>>("x")!);
    }

    private void Reopen()
    {
        _session.Dispose();
        _session = Session.Open(_store, "s");
    }

    public sealed class Entry
    {
        public int Number { get; set; }

        public List<string> Tags { get; } = [];
    }
}

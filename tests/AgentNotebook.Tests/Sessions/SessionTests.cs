using System.Text.Json;
using System.Text.Json.Serialization;
using AgentNotebook.Contracts;
using AgentNotebook.Sessions;

namespace AgentNotebook.Tests.Sessions;

public sealed class SessionTests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly StoppedClock _time = new();
    private SqliteSessionStore _store;

    public SessionTests() => _store = SqliteSessionStore.Open(Store, new SessionStoreOptions { Time = _time });

    private string Store => _folder.File("sessions.db");

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void values_come_back_as_the_type_asked_for_and_reading_makes_nothing_dirty()
    {
        using (var session = Open())
        {
            session["list"] = new List<double> { 1, double.NaN, double.PositiveInfinity };
            session["person"] = new Person { Name = "Ada", Age = 36, Tags = { "x", "y" } };
            session["nothing"] = null;
            Assert.Equal(3, session.Flush().Values);
        }

        using var again = Open();
        Assert.Equal(["list", "nothing", "person"], again.Values.Select(value => value.Name));
        Assert.IsType<JsonElement>(again["person"]);
        Assert.Equal([1, double.NaN, double.PositiveInfinity], again.Get<List<double>>("list")!);
        Assert.Equal("Ada", again.Get<NameOnly>("person")!.Name);
        Assert.Null(again["nothing"]);
        Assert.Equal(0, again.Get<int>("nothing"));
        Assert.False(again.IsDirty);
        Assert.Equal(0, again.Flush().Entries);
    }

    [Fact]
    public void a_member_that_is_filled_but_never_set_comes_back_too()
    {
        using (var session = Open())
            session["person"] = new Person { Name = "Ada", Age = 36, Tags = { "x", "y" } };
        using var again = Open();
        var person = again.Get<Person>("person")!;
        Assert.Equal(("Ada", 36), (person.Name, person.Age));
        Assert.Equal(["x", "y"], person.Tags);
    }

    [Fact]
    public void computed_members_neither_stop_a_value_nor_fill_it_twice()
    {
        using (var session = Open())
            session["computing"] = new Computing { Items = [1, 2, 3, 4] };
        using var again = Open();
        Assert.Equal([1, 2, 3, 4], again.Get<Computing>("computing")!.Items);
    }

    [Fact]
    public void a_change_inside_a_value_is_seen_without_a_call_and_dated()
    {
        using var session = Open();
        var list = new List<int> { 1 };
        session["list"] = list;
        var line = Assert.Single(session.Values);
        Assert.Equal(("list", 3L, true, _time.GetUtcNow()), (line.Name, line.Bytes, line.IsDirty, line.DirtySince));
        session.Flush();
        Assert.Equal(new SessionValue("list", 3, false, null), Assert.Single(session.Values));

        list.Add(2);
        _time.Now += TimeSpan.FromMinutes(1);
        var seen = _time.GetUtcNow();
        Assert.True(session.IsDirty);
        _time.Now += TimeSpan.FromMinutes(1);
        Assert.Equal(seen, Assert.Single(session.Values).DirtySince);
        list.RemoveAt(1);
        Assert.False(session.IsDirty);
        Assert.Null(Assert.Single(session.Values).DirtySince);
    }

    [Fact]
    public void what_says_the_same_is_clean_whatever_its_order()
    {
        using var session = Open();
        session["map"] = new Dictionary<string, int> { ["b"] = 1, ["a"] = 2 };
        session.Flush();
        session["map"] = new Dictionary<string, int> { ["a"] = 2, ["b"] = 1 };
        Assert.False(session.IsDirty);
    }

    [Fact]
    public void a_value_asked_for_as_another_type_is_kept_as_that_one()
    {
        using var session = Open();
        session["numbers"] = new[] { 1, 2 };
        var list = session.Get<List<int>>("numbers")!;
        session.Flush();
        list.Add(3);
        Assert.True(session.IsDirty);
        Assert.Same(list, session["numbers"]);
        var wrong = Assert.Throws<SessionStoreException>(() => session.Get<Person>("numbers"));
        Assert.Equal(SessionStoreFault.Invalid, wrong.Fault);
        Assert.Contains("'numbers'", wrong.Message);
        Assert.Equal(SessionStoreFault.NotFound, Assert.Throws<SessionStoreException>(() => session["number"]).Fault);
    }

    [Fact]
    public void a_removed_value_stays_away()
    {
        using (var session = Open())
        {
            session["kept"] = 1;
            session["gone"] = 2;
            session.Flush();
            Assert.True(session.Remove("gone"));
            Assert.False(session.Remove("gone"));
            Assert.True(session.IsDirty);
            session["never stored"] = 3;
            session.Remove("never stored");
            Assert.Equal(1, session.Flush().Entries);
            Assert.False(session.IsDirty);
        }

        using var again = Open();
        Assert.Equal(["kept"], again.Values.Select(value => value.Name));
    }

    [Fact]
    public void the_member_that_cannot_be_kept_is_named()
    {
        using var session = Open();
        var knot = new Knot();
        knot.Others.Add(knot);
        (object Value, string Path)[] cases =
        [
            (new Holder { Items = { new(), new(), new(), new() { Callback = () => { } } } }, "value.Items[3].Callback "),
            (new Dictionary<string, object?> { ["a"] = 1, ["b c"] = new MemoryStream() }, "value[\"b c\"] "),
            ((Action)(() => { }), "value "),
            (new { Pointer = (nint)5 }, "value.Pointer "),
            (new { Kind = typeof(int) }, "value.Kind "),
            (new object[] { 1, Task.CompletedTask }, "value[1] "),
            (knot, "value.Others[0] "),
        ];
        foreach (var (value, path) in cases)
        {
            var refused = Assert.Throws<SessionStoreException>(() => session["x"] = value);
            Assert.Equal(SessionStoreFault.Invalid, refused.Fault);
            Assert.Contains("'x'", refused.Message);
            Assert.Contains(path, refused.Message);
            Assert.False(session.Contains("x"));
        }

        session["x"] = new Ignoring();
    }

    [Fact]
    public void a_value_without_end_is_refused()
    {
        using var session = Open();
        static IEnumerable<string> Forever()
        {
            while (true)
                yield return new string('x', 100_000);
        }

        Assert.Contains("64 MiB", Assert.Throws<SessionStoreException>(() => session["x"] = Forever()).Message);
    }

    [Fact]
    public void a_value_that_cannot_be_kept_any_more_stops_a_flush_and_is_shown()
    {
        var session = Open();
        var holder = new Holder { Items = { new() } };
        session["good"] = 1;
        session["holder"] = holder;
        holder.Items[0].Callback = () => { };
        Assert.Contains("value.Items[0].Callback", Assert.Throws<SessionStoreException>(() => session.Flush()).Message);
        Assert.Empty(session.Entries());
        Assert.Contains("Callback", session.Values[1].Problem);
        var closing = Assert.Throws<SessionStoreException>(session.Dispose);
        Assert.Contains("'holder'", closing.Message);
        using var again = Open();
        Assert.Equal(["good"], again.Values.Select(value => value.Name));
    }

    [Fact]
    public void entries_are_written_at_once_and_the_kind_of_values_is_kept_for_values()
    {
        using var session = Open();
        session["x"] = 1;
        Assert.Equal(1, session.Append([new JournalDraft("run", "transition", 1, "{}")]).LastSequence);
        Assert.Equal(2, session.Flush().LastSequence);
        Assert.Equal(["transition", "value"], session.Entries().Select(entry => entry.Kind));
        Assert.Equal("""{"name":"x","value":1}""", Assert.Single(session.Entries(after: 1)).Payload);
        Assert.Equal((Store, "s", 2L), (session.Location, session.Name, session.LastSequence));
        var refused = Assert.Throws<SessionStoreException>(() => session.Append([new JournalDraft("", "value", 1, "{}")]));
        Assert.Equal(SessionStoreFault.Invalid, refused.Fault);
    }

    [Fact]
    public void closing_flushes_and_gives_the_place_back()
    {
        var session = Open();
        session["x"] = 1;
        session.Dispose();
        session.Dispose();
        Assert.Throws<ObjectDisposedException>(() => session["x"]);
        using var again = Open();
        Assert.Equal(1, again.Get<int>("x"));
    }

    [Fact]
    public void what_cannot_be_flushed_at_the_end_is_left_in_a_recovery_file_that_is_named()
    {
        var session = Open();
        session["gone"] = 0;
        session.Flush();
        session["x"] = new[] { 1, 2 };
        session.Remove("gone");
        _store.Dispose();
        var failed = Assert.Throws<SessionStoreException>(session.Dispose);
        var file = Assert.Single(Directory.GetFiles(_folder.Path, "*.unsaved.json"));
        Assert.Contains(file, failed.Message);
        using var content = JsonDocument.Parse(File.ReadAllText(file));
        Assert.Equal("""{"x":[1,2]}""", content.RootElement.GetProperty("values").GetRawText());
        Assert.Equal("""["gone"]""", content.RootElement.GetProperty("removed").GetRawText());
        _store = SqliteSessionStore.Open(Store);
    }

    [Fact]
    public void what_is_dirty_is_flushed_with_the_entries_before_them_and_what_cannot_be_kept_holds_nothing_up()
    {
        var list = new List<object> { 1 };
        using (var session = Open())
        {
            session["fine"] = new List<int> { 1 };
            session["spoilt"] = list;
            session.Flush();
            ((List<int>)session["fine"]!).Add(2);
            list.Add(new Action(() => { }));

            var receipt = session.AppendAndFlush([new("run-1", "note", 1, "{}")]);

            Assert.Equal((1, 2, 4L), (receipt.Values, receipt.Entries, receipt.LastSequence));
            Assert.Equal(["value", "note"], session.Entries(2).Select(entry => entry.Kind));
            Assert.Equal("spoilt", Assert.Single(session.Values, value => value.IsDirty).Name);
            list.RemoveAt(1);
            Assert.Equal(0, session.AppendAndFlush([new("run-1", "note", 1, "{}")]).Values);
        }

        using var again = Open();
        Assert.Equal([1, 2], again.Get<List<int>>("fine")!);
    }

    [MountFact]
    public void a_place_that_a_full_disk_kept_from_being_given_back_can_be_taken_again()
    {
        using var disk = new SmallDisk();
        using var store = SqliteSessionStore.Open(disk.File("sessions.db"));
        var session = Session.Open(store, "s");
        session["x"] = new string('x', 600_000);
        File.WriteAllBytes(disk.File("ballast"), new byte[700_000]);
        var failed = Assert.Throws<SessionStoreException>(session.Dispose);
        Assert.Equal(SessionStoreFault.DiskFailure, failed.Fault);
        var recovery = failed.Message.Split(' ').Single(word => word.EndsWith(".unsaved.json.", StringComparison.Ordinal)).TrimEnd('.');
        Assert.Contains("xxx", File.ReadAllText(recovery));
        File.Delete(recovery);
        File.Delete(disk.File("ballast"));
        Session.Open(store, "s").Dispose();
    }

    private Session Open() => Session.Open(_store, "s", _time);

    public sealed class Person
    {
        public string Name { get; set; } = "";
        public int Age;
        public List<string> Tags { get; } = [];
    }

    public sealed class Computing
    {
        public List<int> Items { get; set; } = [7];
        public List<int> Same => Items;
        public IEnumerable<int> Even => Items.Where(item => item % 2 == 0);
        public IEnumerable<int> Fixed => [1];
    }

    public sealed record NameOnly(string Name);

    public sealed class Item
    {
        public Action? Callback { get; set; }
    }

    public sealed class Holder
    {
        public List<Item> Items { get; } = [];
    }

    public sealed class Knot
    {
        public List<Knot> Others { get; } = [];
    }

    public sealed class Ignoring
    {
        [JsonIgnore]
        public Action Callback { get; } = () => { };
    }
}

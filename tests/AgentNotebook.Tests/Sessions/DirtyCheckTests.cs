using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using AgentNotebook.Sessions;

namespace AgentNotebook.Tests.Sessions;

/// <summary>What a fingerprint could overlook, and that it is worth while.</summary>
public sealed class DirtyCheckTests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly SqliteSessionStore _store;
    private readonly Session _session;

    public DirtyCheckTests()
    {
        _store = SqliteSessionStore.Open(_folder.File("sessions.db"));
        _session = Session.Open(_store, "s");
    }

    public void Dispose()
    {
        _session.Dispose();
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void looking_at_large_values_that_did_not_change_takes_a_small_part_of_writing_them()
    {
        var watch = Stopwatch.StartNew();
        _session["numbers"] = Enumerable.Range(0, 500_000).Select(number => number * 0.37).ToArray();
        _session["texts"] = Enumerable.Range(0, 50_000).Select(number => $"text number {number}").ToList();
        _session["records"] = Enumerable.Range(0, 50_000).Select(number => new Fixed(number, $"record {number}")).ToList();
        var writing = watch.Elapsed;
        _session.Flush();
        var looking = Enumerable.Range(0, 10).Min(_ =>
        {
            var start = Stopwatch.GetTimestamp();
            Assert.False(_session.IsDirty);
            return Stopwatch.GetElapsedTime(start);
        });
        Assert.True(looking < writing / 10, $"Looking took {looking.TotalMilliseconds} ms, writing {writing.TotalMilliseconds} ms.");
    }

    [Fact]
    public void any_item_of_a_long_collection_that_changes_is_seen()
    {
        var numbers = new double[1_000_000];
        var texts = Enumerable.Range(0, 20_000).Select(number => $"text {number}").ToList();
        var records = Enumerable.Range(0, 20_000).Select(number => new Fixed(number, "x")).ToArray();
        var objects = Enumerable.Range(0, 20_000).Select(number => new Loose { Number = number }).ToList();
        (_session["numbers"], _session["texts"], _session["records"], _session["objects"]) = (numbers, texts, records, objects);
        _session.Flush();
        foreach (var index in new[] { 0, 8_191, 8_192, 19_999 })
        {
            Seen("numbers", () => numbers[index * 50] = 1);
            Seen("texts", () => texts[index] += "!");
            Seen("records", () => records[index] = records[index] with { Number = -1 });
            Seen("objects", () => objects[index].Number = -1);
            Seen("objects", () => objects[index].Name = "y");
        }

        Seen("texts", () => texts.Add(texts[0]));
        Seen("objects", () => objects.RemoveAt(19_999));
        (texts[0], texts[1]) = (new string(texts[0]), new string(texts[1]));
        numbers[0] = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(numbers[0]));
        Assert.False(_session.IsDirty);
    }

    [Fact]
    public void members_that_show_something_else_than_their_field_are_compared_as_text()
    {
        var outside = new Outside();
        _session["computed"] = new Computed(outside);
        _session["converted"] = new { Number = new Converted(outside) };
        _session["member"] = new MemberConverted { Outside = outside };
        _session["overridden"] = new List<Plain> { new(), new() };
        _session["boxed"] = new Dictionary<string, object> { ["x"] = new Loose() };
        _session.Flush();
        Assert.False(_session.IsDirty);
        outside.Number++;
        Assert.Equal(["computed", "converted", "member"], _session.Values.Where(value => value.IsDirty).Select(value => value.Name));
    }

    [Fact]
    public void a_change_behind_a_member_declared_as_an_object_or_an_interface_is_seen()
    {
        var inner = new Loose();
        IList<Loose> list = [new(), inner];
        _session["object"] = new Dictionary<string, object> { ["x"] = new object[] { 1, inner } };
        _session["interface"] = new { List = list, Map = (IReadOnlyDictionary<string, Loose>)new Dictionary<string, Loose> { ["y"] = inner } };
        _session["pair"] = new List<(int, Loose?)> { (1, inner), (2, null) };
        _session.Flush();
        Assert.False(_session.IsDirty);
        inner.Number = 5;
        Assert.Equal(3, _session.Values.Count(value => value.IsDirty));
        inner.Number = 0;
        Assert.False(_session.IsDirty);
        list[0] = new Loose { Number = 1 };
        Assert.Equal(["interface"], _session.Values.Where(value => value.IsDirty).Select(value => value.Name));
    }

    [Fact]
    public void a_record_that_holds_itself_and_a_struct_that_changes_are_seen_through()
    {
        var leaf = new Tree("leaf", []);
        var spots = new Spot[] { new() { X = 1, When = DateTimeOffset.UnixEpoch } };
        _session["tree"] = new Tree("root", [leaf]);
        _session["spots"] = spots;
        _session.Flush();
        Assert.False(_session.IsDirty);
        leaf.Children.Add(new Tree("new", []));
        spots[0].Y = 2;
        Assert.Equal(2, _session.Values.Count(value => value.IsDirty));
    }

    [Fact]
    public void members_in_another_order_and_other_escapes_say_the_same_and_numbers_are_no_text()
    {
        using var one = JsonDocument.Parse("""{ "a": [1, "é", {"x": 1, "y": 2}], "b": null }""");
        foreach (var (json, isSame) in new[]
        {
            ("""{"b":null,"a":[1,"\u00e9",{"y":2,"x":1}]}""", true), ("""{"b":null,"a":["é",1,{"y":2,"x":1}]}""", false),
            ("""{"b":null,"a":["1","é",{"y":2,"x":1}]}""", false), ("""{"a":[1,"é",{"x":1,"y":2}]}""", false), ("""{"b":null,"a":[1,"é",{"x":2,"y":1}]}""", false),
            ("""{"b":"null","a":[1,"é",{"x":1,"y":2}]}""", false), ("""{"b":null,"a":[1,"é",{"x":1,"y":2},[]]}""", false),
        })
        {
            _session["x"] = one.RootElement;
            _session.Flush();
            using var other = JsonDocument.Parse(json);
            _session["x"] = other.RootElement;
            Assert.Equal(!isSame, _session.IsDirty);
        }
    }

    private void Seen(string name, Action change)
    {
        Assert.False(_session.IsDirty);
        change();
        Assert.Equal([name], _session.Values.Where(value => value.IsDirty).Select(value => value.Name));
        Assert.Equal(1, _session.Flush().Values);
    }

    public sealed record Fixed(int Number, string Name);

    public sealed class Loose
    {
        public int Number { get; set; }

        public string Name = "x";
    }

    public class Plain
    {
        public virtual int Number { get; set; }
    }

    public sealed class Outside
    {
        public int Number;
    }

    public sealed class Computed(Outside outside)
    {
        [JsonIgnore]
        public Outside Outside { get; set; } = outside;

        public int Number => Outside.Number;
    }

    [JsonConverter(typeof(ConvertedConverter))]
    public sealed class Converted(Outside outside)
    {
        public Outside Outside { get; } = outside;
    }

    public sealed class ConvertedConverter : JsonConverter<Converted>
    {
        public override Converted Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Converted value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Outside.Number);
    }

    public sealed class MemberConverted
    {
        [JsonConverter(typeof(OutsideConverter))]
        public Outside? Outside { get; set; }
    }

    public sealed class OutsideConverter : JsonConverter<Outside>
    {
        public override Outside Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Outside value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Number);
    }

    public sealed record Tree(string Name, List<Tree> Children);

    public struct Spot
    {
        public int X;

        public DateTimeOffset When { get; set; }

        public double? Y { get; set; }
    }
}

using System.Text.Json.Serialization;
using AgentNotebook.Sessions;

namespace AgentNotebook.Tests.Sessions;

public sealed class ValueRefusalTests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly SqliteSessionStore _store;
    private readonly Session _session;

    public ValueRefusalTests()
    {
        _store = SqliteSessionStore.Open(_folder.File("sessions.db"));
        _session = Session.Open(_store, "s");
    }

    public static TheoryData<string, object, string> Refused => new()
    {
        { "a stream in a dictionary", new Dictionary<string, object> { ["k"] = new Dictionary<int, Stream> { [7] = Stream.Null } }, "value[\"k\"][7] is a stream" },
        { "a delegate in a tuple in a list", new List<(int, object?)> { (1, null), (2, (Action)(() => { })) }, "value[1].Item2 is a delegate" },
        { "a delegate in a public field", new WithField { Call = () => { } }, "value.Call is a delegate" },
        { "a pointer in a record", new WithPointer(3), "value.Address is a pointer" },
        { "a task held as an object", new object[] { 1, Task.CompletedTask }, "value[1] is running work" },
        { "a type", typeof(string), "value is a part of a program" },
        { "an array of two dimensions", new { Grid = new int[2, 2] }, "value.Grid is of a type that has no JSON form" },
        { "a derived class where its base is declared", new Shapes { Items = { new Circle { Radius = 2 } } }, "value.Items[0] is a Circle in a place that is declared as Shape" },
        { "a class where an interface is declared", new { Named = (INamed)new Person { Name = "Ada" } }, "value.Named is a Person in a place that is declared as INamed" },
        { "a private field", new Counter(), "value._count is a field that is not written" },
        { "a captured parameter", new Greeter("Ada"), "value.name is a field that is not written" },
        { "a property that cannot be set", new Stamped(), "value.Id can be read and not set" },
        { "a property set from inside only", new Growing(), "value.Size can be read and not set" },
        { "a list with a name", new { Team = new Team { Name = "x" } }, "value.Team.Name is a member of a collection" },
        { "a stack", new Stack<int>([1, 2]), "value is a stack" },
        { "a group", new[] { 1, 2 }.GroupBy(number => number).ToList(), "value[0].Key is what the items of a group have in common" },
        { "text that is no text", new Person { Name = "a\uD800b" }, "value.Name holds half of a surrogate pair at character 1" },
        { "a key that is no text", new Dictionary<string, int> { ["\uDC00"] = 1 }, "half of a surrogate pair at character 0" },
        { "a persistent list inside", new { Log = new PersistentList<int>() }, "value.Log is a persistent collection inside another value" },
        { "a stream in a persistent list", new PersistentList<object> { 1, Stream.Null }, "value[1] is a stream" },
        { "a delegate in a persistent dictionary", new PersistentDictionary<string, WithField> { ["a"] = new() { Call = () => { } } }, "value[\"a\"].Call is a delegate" },
        { "text that is no text in a persistent list", new PersistentList<string> { "\uD800" }, "value[0] holds half of a surrogate pair" },
        { "keys of which not every one has one name", new PersistentDictionary<double, int>(), "keys of a PersistentDictionary" },
    };

    public void Dispose()
    {
        _session.Dispose();
        _store.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void what_cannot_be_kept_is_refused_at_its_assignment_with_its_place(string what, object value, string message)
    {
        var refused = Assert.Throws<SessionStoreException>(() => _session[what] = value);
        Assert.Equal(SessionStoreFault.Invalid, refused.Fault);
        Assert.Contains($"'{what}'", refused.Message);
        Assert.True(refused.Message.Contains(message, StringComparison.Ordinal), refused.Message);
        Assert.False(_session.Contains(what));
        Assert.False(_session.IsDirty);
    }

    [Fact]
    public void what_comes_back_as_it_was_is_not_refused()
    {
        var listening = new Listening { Name = "x" };
        listening.Changed += (_, _) => { };
        object[] values =
        [
            new { A = 1, B = new[] { "x" } }, (1, "two", 3.0), Tuple.Create(1, "x"), KeyValuePair.Create("a", 1), new Guid[] { Guid.NewGuid() },
            new Known { Shape = new Round { Radius = 2 } }, new Ignored(), listening, new Uri("https://example.org/"), new Queue<int>([1]), new SortedDictionary<string, int> { ["a"] = 1 },
            new Version(1, 2), "a 😀 b", new List<int?> { null, 1 }, DateTimeOffset.UnixEpoch, new Filled { Items = { 1 }, Inner = { Name = "x" } },
        ];
        for (var index = 0; index < values.Length; index++)
            _session[$"v{index}"] = values[index];
        _session.Flush();
        Assert.DoesNotContain(_session.Values, value => value.IsDirty);
    }

    [Fact]
    public void a_value_that_was_changed_into_something_that_cannot_be_kept_stops_the_flush_by_name_and_no_other_value_is_written()
    {
        var list = new List<object> { 1 };
        _session["bad"] = list;
        _session["good"] = 1;
        _session.Flush();
        list.Add(Stream.Null);
        _session["good"] = 2;
        var refused = Assert.Throws<SessionStoreException>(() => _session.Flush());
        Assert.Contains("'bad'", refused.Message);
        Assert.Contains("value[1] is a stream", refused.Message);
        Assert.Equal(2, _session.Entries().Count());
        Assert.Contains("value[1] is a stream", _session.Values[0].Problem);
        Assert.True(_session.Values[1].IsDirty);
        list.RemoveAt(1);
        Assert.Equal(1, _session.Flush().Values);
    }

    public interface INamed
    {
        string Name { get; }
    }

    public class Shape
    {
        public string Color { get; set; } = "";
    }

    public sealed class Circle : Shape
    {
        public double Radius { get; set; }
    }

    public sealed class Shapes
    {
        public List<Shape> Items { get; } = [];
    }

    [JsonDerivedType(typeof(Round), "round")]
    public abstract class AnyShape;

    public sealed class Round : AnyShape
    {
        public double Radius { get; set; }
    }

    public sealed class Known
    {
        public AnyShape? Shape { get; set; }
    }

    public sealed class Person : INamed
    {
        public string Name { get; set; } = "";
    }

    public sealed class WithField
    {
        public Action? Call;
    }

    public sealed record WithPointer(nint Address);

    public sealed class Counter
    {
        private int _count;

        public int Next() => ++_count;
    }

    public sealed class Greeter(string name)
    {
        public string Greet() => $"Hello {name}";
    }

    public sealed class Stamped
    {
        public Guid Id { get; } = Guid.NewGuid();
    }

    public sealed class Growing
    {
        public int Size { get; private set; }

        public void Grow() => Size++;
    }

    public sealed class Team : List<string>
    {
        public string Name { get; set; } = "";
    }

    public sealed class Ignored
    {
        [JsonIgnore]
        private readonly int _cache = 3;

        [JsonIgnore]
        public Action Callback { get; } = () => { };

        public int Computed() => _cache;
    }

    public sealed class Listening
    {
        public event EventHandler? Changed;

        public string Name { get; set; } = "";

        public void Raise() => Changed?.Invoke(this, EventArgs.Empty);
    }

    public sealed class Filled
    {
        public List<int> Items { get; } = [];

        public Person Inner { get; } = new();
    }
}

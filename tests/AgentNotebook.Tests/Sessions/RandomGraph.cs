using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using AgentNotebook.Sessions;

namespace AgentNotebook.Tests.Sessions;

/// <summary>Makes values of all kinds at random, changes them in place at random, and says what they hold, all without a session.</summary>
internal sealed class RandomGraph(int seed)
{
    private static readonly JsonSerializerOptions Options = new() { IncludeFields = true, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private readonly Random _random = new(seed);

    public enum Color
    {
        Red,
        Green,
        Blue,
    }

    /// <summary>What a value holds, as text that two values share when they hold the same.</summary>
    public static string Content(object? value) => value switch
    {
        PersistentList<Branch> list => Content(list.ToArray()),
        PersistentList<double> list => Content(list.ToArray()),
        PersistentDictionary<int, Leaf> map => Content(map.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value)).ToArray()),
        _ => Sorted(JsonSerializer.SerializeToNode(value, value?.GetType() ?? typeof(object), Options))?.ToJsonString() ?? "null",
    };

    public object Value() => _random.Next(10) switch
    {
        0 => Many(Number),
        1 => Many(Text).ToList(),
        2 => Many(() => NewLeaf()).ToList(),
        3 => Many(() => (_random.Next(), Text(), Pick<Color?>(Color.Green, null))).ToList(),
        4 => new PersistentList<Branch>(Many(() => NewBranch(1))),
        5 => new PersistentList<double>(Enumerable.Range(0, _random.Next(3_000)).Select(_ => Number())),
        6 => new PersistentDictionary<int, Leaf>(Enumerable.Range(0, _random.Next(20)).Select(key => KeyValuePair.Create(key, NewLeaf()))),
        _ => NewBranch(3),
    };

    /// <summary>Changes a value in place, or does something that leaves it as it is.</summary>
    public void Change(object value)
    {
        var changes = new List<Action>();
        Collect(value, changes);
        if (changes.Count > 0)
            changes[_random.Next(changes.Count)]();
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, Sorted(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };

    private void Collect(object? value, List<Action> changes)
    {
        switch (value)
        {
            case double[] { Length: > 0 } numbers:
                changes.Add(() => numbers[_random.Next(numbers.Length)] = Number());
                break;
            case List<string?> texts:
                InList(texts, Text, changes);
                break;
            case List<Leaf> leaves:
                InList(leaves, () => NewLeaf(), changes);
                leaves.ForEach(leaf => Collect(leaf, changes));
                break;
            case List<(int, string?, Color?)> tuples:
                InList(tuples, () => (_random.Next(3), Text(), Pick<Color?>(Color.Blue, null)), changes);
                break;
            case PersistentList<Branch> list:
                InList(list, () => NewBranch(1), changes);
                foreach (var branch in list)
                    Collect(branch, changes);
                break;
            case PersistentList<double> list:
                InList(list, Number, changes);
                break;
            case PersistentDictionary<int, Leaf> map:
                changes.Add(() => map[_random.Next(30)] = NewLeaf());
                changes.Add(() => map.Remove(_random.Next(30)));
                if (_random.Next(10) == 0)
                    changes.Add(map.Clear);
                foreach (var leaf in map.Values)
                    Collect(leaf, changes);
                break;
            case Leaf leaf:
                changes.Add(() => leaf.Count++);
                changes.Add(() => leaf.Flag = !leaf.Flag);
                changes.Add(() => leaf.Name = leaf.Name is null ? null : new string(leaf.Name));
                break;
            case Branch branch:
                InBranch(branch, changes);
                break;
        }
    }

    private void InBranch(Branch branch, List<Action> changes)
    {
        changes.Add(() => branch.Text = Text());
        changes.Add(() => branch.Number = Number());
        changes.Add(() => branch.Maybe = Pick<decimal?>(null, 1.0m, 1.00m, _random.Next()));
        changes.Add(() => branch.When = DateTimeOffset.UnixEpoch.AddSeconds(_random.Next()).ToOffset(TimeSpan.FromMinutes(_random.Next(3) * 30)));
        changes.Add(() => branch.When = new DateTimeOffset(branch.When.DateTime, TimeSpan.FromMinutes(_random.Next(3) * 30)));
        changes.Add(() => branch.Color = Pick(Color.Red, Color.Green));
        changes.Add(() => branch.Spot.X = Number());
        changes.Add(() => branch.Spot = branch.Spot with { Name = Text() });
        changes.Add(() => branch.Shape = Shape());
        changes.Add(() => branch.Anything = Anything(2));
        changes.Add(() => branch.Point = branch.Point is null ? null : branch.Point with { });
        changes.Add(() => branch.Map[_random.Next(4).ToString(CultureInfo.InvariantCulture)] = _random.Next(3));
        changes.Add(() => branch.Map.Remove(_random.Next(4).ToString(CultureInfo.InvariantCulture)));
        changes.Add(() => branch.Map = new Dictionary<string, int>(branch.Map.Reverse()));
        changes.Add(() => branch.Set.Add(_random.Next(10)));
        changes.Add(() => branch.Set.Remove(_random.Next(10)));
        if (branch.Numbers.Length > 0)
            changes.Add(() => branch.Numbers[_random.Next(branch.Numbers.Length)] = _random.Next(3));
        if (branch.Shape is Round round)
            changes.Add(() => round.Radius = Number());
        if (branch.Anything is Dictionary<string, object?> map)
            changes.Add(() => map["x"] = Anything(1));
        InList(branch.Shown, () => NewLeaf(), changes);
        InList(branch.Children, () => NewBranch(0), changes);
        foreach (var leaf in branch.Shown)
            Collect(leaf, changes);
        foreach (var child in branch.Children)
            Collect(child, changes);
    }

    private void InList<T>(IList<T> list, Func<T> make, List<Action> changes)
    {
        changes.Add(() => list.Add(make()));
        changes.Add(() => list.Insert(_random.Next(list.Count + 1), make()));
        if (list.Count == 0)
            return;
        changes.Add(() => list.RemoveAt(_random.Next(list.Count)));
        changes.Add(() => list[_random.Next(list.Count)] = make());
        changes.Add(() => (list[0], list[^1]) = (list[^1], list[0]));
        if (_random.Next(20) == 0)
            changes.Add(list.Clear);
    }

    private Branch NewBranch(int depth) => new()
    {
        Text = Text(),
        Number = Number(),
        Maybe = Pick<decimal?>(null, 0.10m),
        When = DateTimeOffset.UnixEpoch.AddSeconds(_random.Next()),
        Color = Pick(Color.Red, Color.Blue),
        Spot = new Spot { X = Number(), Name = Text() },
        Shape = Shape(),
        Anything = Anything(2),
        Point = Pick(null, new Point(_random.Next(3), _random.Next(3))),
        Numbers = Many(() => _random.Next(3)),
        Map = Enumerable.Range(0, _random.Next(4)).ToDictionary(key => key.ToString(CultureInfo.InvariantCulture), _ => _random.Next(3)),
        Set = [.. Many(() => _random.Next(10))],
        Shown = Many(() => NewLeaf()).ToList(),
        Children = depth == 0 ? [] : [.. Enumerable.Range(0, _random.Next(3)).Select(_ => NewBranch(depth - 1))],
    };

    private Leaf NewLeaf() => new() { Name = Text(), Count = _random.Next(3), Flag = Pick(true, false), Id = new Guid(_random.Next(3), 0, 0, new byte[8]) };

    private AnyShape? Shape() => Pick<Func<AnyShape?>>(() => null, () => new Round { Radius = Number() }, () => new Square { Side = _random.Next(3) })();

    private object? Anything(int depth) => _random.Next(depth == 0 ? 4 : 6) switch
    {
        0 => null,
        1 => _random.Next(3),
        2 => Text(),
        3 => true,
        4 => new[] { Anything(depth - 1), Anything(depth - 1) },
        _ => new Dictionary<string, object?> { ["x"] = Anything(depth - 1), ["y"] = Anything(depth - 1) },
    };

    private double Number() => Pick(0.0, -0.0, 1, double.NaN, double.NegativeInfinity, _random.NextDouble());

    private string? Text() => Pick(null, "", "x", "é😀\"\\\u0001\u2028", $"text {_random.Next(3)}");

    private T[] Many<T>(Func<T> make) => [.. Enumerable.Range(0, _random.Next(5)).Select(_ => make())];

    private T Pick<T>(params T[] choices) => choices[_random.Next(choices.Length)];

    public sealed class Leaf
    {
        public string? Name { get; set; }

        public int Count;

        public bool Flag { get; set; }

        public Guid Id { get; init; }
    }

    public sealed class Branch
    {
        public string? Text { get; set; }

        public double Number { get; set; }

        public decimal? Maybe { get; set; }

        public DateTimeOffset When { get; set; }

        public Color Color { get; set; }

        public Spot Spot;

        public AnyShape? Shape { get; set; }

        public object? Anything { get; set; }

        public Point? Point { get; set; }

        public int[] Numbers { get; set; } = [];

        public Dictionary<string, int> Map { get; set; } = [];

        public HashSet<int> Set { get; set; } = [];

        public IList<Leaf> Shown { get; set; } = [];

        public List<Branch> Children { get; init; } = [];
    }

    public record Point(int X, int Y);

    public record struct Spot
    {
        public double X;

        public string? Name { get; set; }
    }

    [JsonDerivedType(typeof(Round), "round")]
    [JsonDerivedType(typeof(Square), "square")]
    public abstract class AnyShape;

    public sealed class Round : AnyShape
    {
        public double Radius { get; set; }
    }

    public sealed class Square : AnyShape
    {
        public int Side { get; set; }
    }
}

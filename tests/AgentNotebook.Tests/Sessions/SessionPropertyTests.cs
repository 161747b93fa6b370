using AgentNotebook.Sessions;
using FsCheck;
using FsCheck.Fluent;

namespace AgentNotebook.Tests.Sessions;

public sealed class SessionPropertyTests : IDisposable
{
    private static readonly Gen<string> Texts = ArbMap.Default.GeneratorFor<string>()
        .Select(text => new string([.. (text ?? "").Where(c => !char.IsSurrogate(c))]));

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void any_value_comes_back_equal_after_a_flush_and_a_reopening()
    {
        var number = 0;
        using var store = SqliteSessionStore.Open(_folder.File("sessions.db"));
        Prop.ForAll(Nodes(3).ToArbitrary(), node =>
        {
            var name = $"s{number++}";
            using (var session = Session.Open(store, name))
            {
                session["node"] = node;
                session.Flush();
                Assert.False(session.IsDirty);
            }

            using var again = Session.Open(store, name);
            Assert.Equal(node, again.Get<Node>("node"), Same);
            Assert.False(again.IsDirty);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(25));
    }

    [Fact]
    public void any_change_inside_a_value_is_seen_and_taking_it_back_is_too()
    {
        using var store = SqliteSessionStore.Open(_folder.File("sessions.db"));
        using var session = Session.Open(store, "s");
        Prop.ForAll(Nodes(3).ToArbitrary(), Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), (node, seed) =>
        {
            session["node"] = node;
            session.Flush();
            var random = new Random(seed);
            var undo = Change(node, random);
            Assert.True(session.IsDirty);
            undo();
            Assert.False(session.IsDirty);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));
    }

    /// <summary>1,200 values, each changed and looked at four times: rounds of 40 values, because a flush waits for the disk.</summary>
    [Fact]
    public void values_of_all_kinds_are_never_clean_while_different_and_come_back_equal()
    {
        using var store = SqliteSessionStore.Open(_folder.File("sessions.db"));
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var graph = new RandomGraph(seed);
            var values = Enumerable.Range(0, 40).ToDictionary(number => $"v{number:D2}", _ => graph.Value());
            using (var session = Session.Open(store, $"s{seed}"))
            {
                foreach (var (name, value) in values)
                    session[name] = value;
                session.Flush();
                ChangeAndCompare(session, values, graph);
                ChangeAndCompare(session, values, graph);
            }

            // The objects are others now, made from what was read.
            using (var session = Session.Open(store, $"s{seed}"))
            {
                foreach (var (name, value) in values.ToList())
                    values[name] = Read(session, name, value)!;
                ChangeAndCompare(session, values, graph);
                ChangeAndCompare(session, values, graph);
            }

            using var again = Session.Open(store, $"s{seed}");
            foreach (var (name, value) in values)
                Assert.Equal(RandomGraph.Content(value), RandomGraph.Content(Read(again, name, value)));
            Assert.False(again.IsDirty);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));
    }

    private static void ChangeAndCompare(Session session, Dictionary<string, object> values, RandomGraph graph)
    {
        var before = values.ToDictionary(value => value.Key, value => RandomGraph.Content(value.Value));
        foreach (var value in values.Values)
            graph.Change(value);
        foreach (var line in session.Values)
        {
            var differs = before[line.Name] != RandomGraph.Content(values[line.Name]);
            // A persistent collection that is told to change counts as changed, also when it was told what it held already.
            Assert.True(line.IsDirty == differs || line.IsDirty && values[line.Name].GetType().Name.StartsWith("Persistent", StringComparison.Ordinal), $"{line.Name} {(differs ? "differs and is clean" : "is dirty and does not differ")}: {before[line.Name]}");
        }

        // Looked at twice: what was compared as text the first time is told by its fingerprint now.
        Assert.Equal(session.Values, session.Values);
        session.Flush();
        Assert.False(session.IsDirty);
    }

    private static object? Read(Session session, string name, object value) =>
        typeof(Session).GetMethod(nameof(Session.Get))!.MakeGenericMethod(value.GetType()).Invoke(session, [name]);

    private static Action Change(Node node, Random random)
    {
        while (node.Children.Count > 0 && random.Next(3) > 0)
            node = node.Children[random.Next(node.Children.Count)];
        var was = node with { };
        switch (random.Next(5))
        {
            case 0:
                node.Count++;
                return () => node.Count = was.Count;
            case 1:
                node.Text += "!";
                return () => node.Text = was.Text;
            case 2:
                node.Children.Add(new Node());
                return () => node.Children.RemoveAt(node.Children.Count - 1);
            case 3:
                var key = $"new {random.Next()} {node.Map.Count}";
                node.Map[key] = 1;
                return () => node.Map.Remove(key);
            default:
                var values = node.Values;
                node.Values = [.. values, double.NaN];
                return () => node.Values = values;
        }
    }

    private static bool Same(Node? a, Node? b) =>
        a is null || b is null
            ? a is null && b is null
            : (a.Text, a.Count, a.When, a.Maybe) == (b.Text, b.Count, b.When, b.Maybe)
                && a.Values.Select(BitConverter.DoubleToInt64Bits).SequenceEqual(b.Values.Select(BitConverter.DoubleToInt64Bits))
                && a.Map.OrderBy(pair => pair.Key, StringComparer.Ordinal).SequenceEqual(b.Map.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                && a.Children.Count == b.Children.Count && a.Children.Zip(b.Children).All(pair => Same(pair.First, pair.Second));

    private static Gen<Node> Nodes(int depth) =>
        from text in Texts
        from count in ArbMap.Default.GeneratorFor<long>()
        from when in Gen.Choose(0, int.MaxValue)
        from maybe in ArbMap.Default.GeneratorFor<decimal?>()
        // NaN has many bit patterns and one name; the others come back bit by bit.
        from values in ArbMap.Default.GeneratorFor<double>().Select(value => double.IsNaN(value) ? 0 : value).ArrayOf()
        from keys in Texts.ArrayOf()
        from children in depth == 0 ? Gen.Constant(Array.Empty<Node>()) : Nodes(depth - 1).ArrayOf(2)
        select new Node
        {
            Text = text,
            Count = count,
            When = DateTimeOffset.UnixEpoch.AddSeconds(when),
            Maybe = maybe,
            Values = values,
            Map = keys.Distinct().ToDictionary(key => key, key => key.Length),
            Children = [.. children],
        };

    public sealed record Node
    {
        public string Text { get; set; } = "";
        public long Count;
        public DateTimeOffset When { get; set; }
        public decimal? Maybe { get; set; }
        public double[] Values { get; set; } = [];
        public Dictionary<string, int> Map { get; set; } = [];
        public List<Node> Children { get; set; } = [];
    }
}

using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;
using AgentNotebook.Sessions;
using AgentNotebook.Tool.Bench.Figures;

namespace AgentNotebook.Tool.Bench.Sessions;

/// <summary>What a look at a session costs in which nothing has changed and whose values are 100 MB.</summary>
internal sealed class DirtyPart : ISessionsPart
{
    private const int Values = 4;
    private const int Bytes = 25_000_000;
    private const int LineCharacters = 1000;

    public string Name => "dirty";

    public IReadOnlyList<Figure> Measure(string folder, IReadOnlyDictionary<string, int> repetitions, CancellationToken cancellationToken)
    {
        var times = repetitions["dirty"];
        using var store = SqliteSessionStore.Open(Path.Combine(folder, "sessions.db"));
        var strings = Look(store, "strings", times, i => new string((char)('a' + i), Bytes), mutate: false);
        var read = LookAtRead(store, "strings", times);
        var lines = Look(store, "lines", times, i => Enumerable.Range(0, Bytes / LineCharacters).Select(line => $"{i} {line} ".PadRight(LineCharacters, 'x')).ToList(), mutate: false);
        var persistent = Look(store, "persistent", times, i => new PersistentList<string>(Enumerable.Range(0, Bytes / LineCharacters).Select(line => $"{i} {line} ".PadRight(LineCharacters, 'x'))), mutate: false);
        var (arrays, pass) = (new List<double[]>(), new List<double>());
        var numbers = Look(store, "numbers", times, i =>
        {
            arrays.Add([.. Enumerable.Range(0, Bytes / sizeof(double)).Select(number => (double)(number + i))]);
            return arrays[^1];
        }, mutate: true, between: () => pass.Add(Pass(arrays)));
        cancellationToken.ThrowIfCancellationRequested();
        return
        [
            new(Name, "100 MB read from the store and not asked for", "ms", Spread.Of(read), Goal.MedianAtMost(5)),
            new(Name, "100 MB in 4 strings", "ms", Spread.Of(strings), Goal.MedianAtMost(5)),
            new(Name, "100 MB in 4 lists of 25,000 strings each", "ms", Spread.Of(lines), Goal.MedianAtMost(5)),
            new(Name, "100 MB in 4 persistent lists of 25,000 strings each", "ms", Spread.Of(persistent), Goal.MedianAtMost(5)),
            new(Name, "100 MB in 4 arrays of numbers, which anyone may have changed in place", "ms", Spread.Of(numbers), Goal.MedianAtMost(5)),
            new(Name, "one pass over the same memory with a sum, the least that a look at it can cost", "ms", Spread.Of(pass), null),
            new(Name, "the arrays' check ÷ that pass", "×", Spread.Of(numbers.Zip(pass, (check, once) => check / once)), null),
        ];
    }

    /// <param name="store">The store.</param>
    /// <param name="name">The session's name.</param>
    /// <param name="times">How often to look.</param>
    /// <param name="value">Makes a value of a quarter of the whole.</param>
    /// <param name="between">Done before each look, so that both meet the same moments of the machine.</param>
    /// <param name="mutate">Whether one of them is changed in place at the end, and must be seen.</param>
    private static List<double> Look(ISessionStore store, string name, int times, Func<int, object> value, bool mutate, Action? between = null)
    {
        using var session = Session.Open(store, name);
        for (var i = 0; i < Values; i++)
        {
            session[$"value-{i}"] = value(i);
        }

        session.Flush();
        var took = new List<double>();
        for (var time = 0; time < times; time++)
        {
            between?.Invoke();
            took.Add(Milliseconds(session));
        }

        if (mutate && session["value-0"] is double[] numbers)
        {
            numbers[numbers.Length / 2]++;
            if (!session.IsDirty)
            {
                throw new SessionStoreException(SessionStoreFault.Invalid, "A number that was changed in place was not seen: the check that was measured is none.");
            }

            numbers[numbers.Length / 2]--;
        }

        return took;
    }

    private static List<double> LookAtRead(ISessionStore store, string name, int times)
    {
        using var session = Session.Open(store, name);
        return [.. Enumerable.Range(0, times).Select(_ => Milliseconds(session))];
    }

    private static double Milliseconds(Session session)
    {
        var start = Stopwatch.GetTimestamp();
        return session.IsDirty
            ? throw new SessionStoreException(SessionStoreFault.Invalid, "A session in which nothing has changed was dirty.")
            : Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    // As wide as the processor reads: what it takes is the memory's doing.
    private static double Pass(List<double[]> arrays)
    {
        var start = Stopwatch.GetTimestamp();
        var sum = 0UL;
        foreach (var array in arrays)
        {
            foreach (var vector in MemoryMarshal.Cast<double, Vector<ulong>>(array))
            {
                sum += Vector.Sum(vector);
            }
        }

        var took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return sum == 0 ? throw new InvalidOperationException("The memory holds zeros.") : took;
    }
}

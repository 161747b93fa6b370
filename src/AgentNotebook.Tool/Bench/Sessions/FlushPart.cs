using System.Diagnostics;
using AgentNotebook.Sessions;
using AgentNotebook.Tool.Bench.Figures;

namespace AgentNotebook.Tool.Bench.Sessions;

/// <summary>What it costs that a transition is on the disk before its effects begin.</summary>
internal sealed class FlushPart : ISessionsPart
{
    /// <summary>Flushes of each kind in a batch. Batches take turns, so that what the disk does meanwhile meets both alike.</summary>
    private const int Batch = 20;

    /// <summary>Flushes before anything is measured: code is compiled, and the store's log has grown to its length.</summary>
    private const int WarmUp = 2000;

    public string Name => "flush";

    public IReadOnlyList<Figure> Measure(string folder, IReadOnlyDictionary<string, int> repetitions, CancellationToken cancellationToken)
    {
        using var bare = new BareFile(Path.Combine(folder, "bare"));
        using var store = SqliteSessionStore.Open(Path.Combine(folder, "sessions.db"));
        using var session = Session.Open(store, "s");
        var number = 0;
        for (; number < WarmUp; number++)
        {
            session.Append([MadeUpEntries.Transition(number)]);
        }

        var (bareTimes, flushed, pairs, ratios, means, fresh) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var time = 0; time < repetitions["flush"]; time++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (plain, one, two) = (new double[Batch], new double[Batch], new double[Batch]);
            for (var i = 0; i < Batch; i++)
            {
                var draft = MadeUpEntries.Transition(number++);
                plain[i] = Microseconds(() => bare.Append(draft.Payload));
                one[i] = Microseconds(() => session.Append([draft]));
                two[i] = Microseconds(() => session.Append([draft, draft]));
            }

            bareTimes.Add(Spread.Of(plain).Median);
            flushed.Add(Spread.Of(one).Median);
            pairs.Add(Spread.Of(two).Median);
            ratios.Add(flushed[^1] / bareTimes[^1]);
            means.Add(one.Average() / plain.Average());
            fresh.Add(OfNewStore(folder, time, bare));
        }

        return
        [
            new(Name, "bytes appended to a plain file and fdatasync, median of 20", "µs", Spread.Of(bareTimes), null),
            new(Name, "the same bytes as a transition, flushed, median of 20", "µs", Spread.Of(flushed), null),
            new(Name, "two entries in one flush, median of 20", "µs", Spread.Of(pairs), null),
            new(Name, "a flushed transition ÷ the plain append", "×", Spread.Of(ratios), Goal.MedianAtMost(1.9)),
            new(Name, "the same by the means of 20, checkpoints and hiccups among them", "×", Spread.Of(means), null),
            new(Name, "the same by the medians of the first 20 of a new store", "×", Spread.Of(fresh), null),
        ];
    }

    private static double OfNewStore(string folder, int time, BareFile bare)
    {
        using var store = SqliteSessionStore.Open(Path.Combine(folder, $"new-{time}.db"));
        using var session = Session.Open(store, "s");
        var (plain, flushed) = (new double[Batch], new double[Batch]);
        for (var i = 0; i < Batch; i++)
        {
            var draft = MadeUpEntries.Transition(i);
            plain[i] = Microseconds(() => bare.Append(draft.Payload));
            flushed[i] = Microseconds(() => session.Append([draft]));
        }

        return Spread.Of(flushed).Median / Spread.Of(plain).Median;
    }

    private static double Microseconds(Action act)
    {
        var start = Stopwatch.GetTimestamp();
        act();
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
    }
}

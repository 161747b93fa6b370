using System.Diagnostics;
using AgentNotebook.Sessions;
using AgentNotebook.Tool.Bench.Figures;

namespace AgentNotebook.Tool.Bench.Sessions;

/// <summary>Whether a transition costs more the longer the session is.</summary>
internal sealed class LengthPart : ISessionsPart
{
    private const int Short = 100;
    private const int Long = 100_000;
    private const int Batch = 20;

    public string Name => "length";

    public IReadOnlyList<Figure> Measure(string folder, IReadOnlyDictionary<string, int> repetitions, CancellationToken cancellationToken)
    {
        using var shortStore = SqliteSessionStore.Open(Path.Combine(folder, "short.db"));
        using var longStore = SqliteSessionStore.Open(Path.Combine(folder, "long.db"));
        MadeUpEntries.Fill(longStore, "s", Long);
        var (begun, ended, ratios) = (new List<double>(), new List<double>(), new List<double>());
        using var longSession = Session.Open(longStore, "s");
        // Both logs have grown to their length.
        using (var other = Session.Open(shortStore, "other"))
        {
            MadeUpEntries.Fill(other, 5000, values: 1);
        }

        for (var time = 0; time < repetitions["length"]; time++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            MadeUpEntries.Fill(shortStore, $"s{time}", Short);
            using var shortSession = Session.Open(shortStore, $"s{time}");
            var (first, last) = (new double[Batch], new double[Batch]);
            for (var i = 0; i < Batch; i++)
            {
                first[i] = Append(shortSession, Short + i);
                last[i] = Append(longSession, Long + time * Batch + i);
            }

            begun.Add(Spread.Of(first).Median);
            ended.Add(Spread.Of(last).Median);
            ratios.Add(ended[^1] / begun[^1]);
        }

        return
        [
            new(Name, "a flushed transition after 100 entries, median of 20", "µs", Spread.Of(begun), null),
            new(Name, "a flushed transition after 100,000 entries, median of 20", "µs", Spread.Of(ended), null),
            new(Name, "after 100,000 ÷ after 100", "×", Spread.Of(ratios), Goal.MedianAtMost(1.3)),
        ];
    }

    private static double Append(Session session, int number)
    {
        JournalDraft[] drafts = [MadeUpEntries.Transition(number)];
        var start = Stopwatch.GetTimestamp();
        session.Append(drafts);
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
    }
}

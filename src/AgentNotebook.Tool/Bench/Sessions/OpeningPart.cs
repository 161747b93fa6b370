using System.Diagnostics;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Sessions;
using AgentNotebook.Tool.Bench.Figures;

namespace AgentNotebook.Tool.Bench.Sessions;

/// <summary>How long it takes until a session that has seen much can be worked in.</summary>
internal sealed class OpeningPart : ISessionsPart
{
    private const int Entries = 100_000;
    private const int Values = 50;

    /// <summary>Nearly as many as may stand after the last index, as when a process was killed.</summary>
    private const int Tail = 4000;

    public string Name => "opening";

    public IReadOnlyList<Figure> Measure(string folder, IReadOnlyDictionary<string, int> repetitions, CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, "sessions.db");
        using (var store = SqliteSessionStore.Open(file))
        {
            foreach (var name in new[] { "closed", "killed" })
            {
                using var session = Session.Open(store, name);
                MadeUpEntries.Fill(session, Entries, Values);
            }

            MadeUpEntries.Fill(store, "killed", Tail);
            MadeUpEntries.Fill(store, "without", Entries);
        }

        var (closed, killed, without, counted, verified) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var time = 0; time < repetitions["opening"]; time++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            closed.Add(Open(file, "closed", counted));
            killed.Add(Open(file, "killed", null));
            without.Add(Open(file, "without", null));
            if (time < 3)
            {
                verified.Add(Verify(file));
            }
        }

        return
        [
            new(Name, "a session of 100,000 entries and 50 values, store included", "ms", Spread.Of(closed), Goal.MedianAtMost(250)),
            new(Name, "one that was killed 4,000 entries after its last index", "ms", Spread.Of(killed), Goal.MedianAtMost(250)),
            new(Name, "one of 100,000 entries without any index", "ms", Spread.Of(without), null),
            new(Name, "counting its runs, as the start of a run does", "ms", Spread.Of(counted), null),
            new(Name, "verifying all three, 304,000 entries", "ms", Spread.Of(verified), null),
        ];
    }

    private static double Open(string file, string name, List<double>? counted)
    {
        var start = Stopwatch.GetTimestamp();
        var store = SqliteSessionStore.Open(file);
        using var session = Session.Open(store, name);
        var took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        if (counted is not null)
        {
            start = Stopwatch.GetTimestamp();
            RunHistory.LastNumber(session);
            counted.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        // Before the session: it can then leave no index behind, and the next time finds what this one found.
        store.Dispose();
        return took;
    }

    private static double Verify(string file)
    {
        using var store = SqliteSessionStore.OpenReadOnly(file);
        var start = Stopwatch.GetTimestamp();
        return store.Verify() is { IsIntact: true }
            ? Stopwatch.GetElapsedTime(start).TotalMilliseconds
            : throw new IOException($"{file} was damaged while it was measured.");
    }
}

using AgentNotebook.Agents.Events;
using AgentNotebook.Sessions;

namespace AgentNotebook.Agents.Runs;

/// <summary>Reads runs back from a journal.</summary>
public static class RunHistory
{
    /// <summary>Every run of a session, in the order in which they began.</summary>
    /// <exception cref="SessionStoreException">An entry cannot be read.</exception>
    public static IReadOnlyList<RunRecord> Read(IEnumerable<JournalEntry> entries)
    {
        var runs = new Dictionary<string, RunRecord>();
        var order = new List<RunRecord>();
        foreach (var entry in entries)
        {
            if (RunEventCodec.Decode(entry) is not { } happened)
            {
                continue;
            }

            if (!runs.TryGetValue(entry.Run, out var run))
            {
                run = runs[entry.Run] = new RunRecord(entry.Run);
                order.Add(run);
            }

            run.Apply(happened, entry.Time);
        }

        return order;
    }
}

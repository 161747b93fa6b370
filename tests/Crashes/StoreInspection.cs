using System.Text.Json;
using AgentNotebook.Sessions;

namespace AgentNotebook.Crashes;

/// <summary>Compares what a store holds with what was promised.</summary>
internal static class StoreInspection
{
    /// <summary>Throws unless the store is intact, holds everything that was promised, and holds batches whole or not at all.</summary>
    /// <param name="store">The store, just opened.</param>
    /// <param name="promises">What it has to hold.</param>
    /// <param name="isTakenBack">Whether nothing may be left of what was refused: its writer lived to see to that.</param>
    /// <returns>Entries in it.</returns>
    public static long Inspect(ISessionStore store, Promises promises, bool isTakenBack)
    {
        var report = store.Verify();
        Assert.True(report.IsIntact, string.Join('\n', report.Problems));
        var sessions = store.List();
        Assert.DoesNotContain(sessions, session => promises.Gone.Contains(session.Name));
        foreach (var (session, acknowledged) in promises.Entries)
        {
            Assert.True(sessions.Any(kept => kept.Name == session), $"session {session} with {acknowledged} acknowledged entries is gone");
            var entries = store.Read(session).ToList();
            Assert.True(entries.Count >= acknowledged, $"session {session}: {acknowledged} acknowledged, {entries.Count} there");
        }

        var refused = promises.Refused.Select(step => step.Step).ToHashSet();
        foreach (var session in sessions)
        {
            var batches = WholeBatches([.. store.Read(session.Name)]);
            if (isTakenBack)
                Assert.DoesNotContain(batches, refused.Contains);
            Flushed(store, session.Name, promises.Values.GetValueOrDefault(session.Name));
        }

        return report.Entries;
    }

    /// <summary>Both values were flushed together, so they are alike, and not older than what was acknowledged.</summary>
    private static void Flushed(ISessionStore store, string name, int acknowledged)
    {
        using var session = Session.Open(store, name);
        var (x, y) = (session.Contains("x"), session.Contains("y"));
        Assert.True(x == y && (x || acknowledged == 0), $"session {name}: {acknowledged} flushed, of the values there are x: {x}, y: {y}");
        if (!x)
            return;
        var number = session.Get<int>("x");
        Assert.All(session.Get<int[]>("y")!, part => Assert.Equal(number, part));
        Assert.True(number >= acknowledged, $"session {name}: {acknowledged} flushed, {number} there");
    }

    /// <summary>The names of the batches of a session.</summary>
    private static List<string> WholeBatches(List<JournalEntry> entries)
    {
        var batches = new List<string>();
        for (var i = 0; i < entries.Count;)
        {
            Assert.Equal(i + 1, entries[i].Sequence);
            if (entries[i].Kind != "step")
            {
                i++;
                continue;
            }

            var (first, size, name) = (Part(i, "first").GetInt64(), Part(i, "size").GetInt32(), Part(i, "batch").GetString()!);
            Assert.True(i + size <= entries.Count, $"the batch at {i + 1} is torn");
            Assert.Equal(i + 1, first);
            for (var index = 0; index < size; index++)
                Assert.Equal((name, index), (Part(i + index, "batch").GetString(), Part(i + index, "index").GetInt32()));
            batches.Add(name);
            i += size;
        }

        return batches;

        JsonElement Part(int entry, string name) => JsonSerializer.Deserialize<JsonElement>(entries[entry].Payload).GetProperty(name);
    }
}

using System.Text.Json;
using AgentNotebook.Sessions;

namespace AgentNotebook.LiteDb.Tests;

/// <summary>What the crasher appends: batches that say how large they are.</summary>
internal static class Batches
{
    public static void AssertWhole(IReadOnlyList<JournalEntry> entries)
    {
        for (var i = 0; i < entries.Count;)
        {
            Assert.Equal(i + 1, entries[i].Sequence);
            var size = Batch(entries[i]).GetProperty("size").GetInt32();
            Assert.True(i + size <= entries.Count, $"the batch at {i + 1} is torn");
            for (var index = 0; index < size; index++)
            {
                Assert.Equal(i + 1, Batch(entries[i + index]).GetProperty("first").GetInt64());
                Assert.Equal(index, Batch(entries[i + index]).GetProperty("index").GetInt32());
            }

            i += size;
        }
    }

    private static JsonElement Batch(JournalEntry entry) => JsonSerializer.Deserialize<JsonElement>(entry.Payload);
}

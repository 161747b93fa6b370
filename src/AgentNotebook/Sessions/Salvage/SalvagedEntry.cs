using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentNotebook.Sessions.Salvage;

/// <summary>The entry at the end of a salvaged session that says what was lost of it.</summary>
internal static class SalvagedEntry
{
    /// <summary>Its kind.</summary>
    public const string Kind = "salvaged";

    /// <summary>Ranges listed, of each sort; a session torn into more says so.</summary>
    private const int RangesListed = 10_000;

    /// <param name="source">The damaged store's file name.</param>
    /// <param name="session">What became of the session.</param>
    /// <param name="kept">The numbers that the entries kept had.</param>
    public static JournalDraft Draft(string source, SalvagedSession session, IReadOnlyList<long> kept)
    {
        var numbers = Numbers(kept).ToList();
        var payload = new Payload(
            source,
            kept.Count,
            [.. session.Lost.Take(RangesListed).Select(lost => new LostRange(lost.First, lost.Last, lost.Reason))],
            [.. numbers.Take(RangesListed)],
            Math.Max(0, session.Lost.Count - RangesListed),
            session.HasItsName);
        return new JournalDraft("", Kind, 1, JsonSerializer.Serialize(payload));
    }

    // Which number each stretch of entries had before it was numbered anew.
    private static IEnumerable<Renumbered> Numbers(IReadOnlyList<long> kept)
    {
        for (int from = 0, to = 0; from < kept.Count; from = to)
        {
            for (to = from + 1; to < kept.Count && kept[to] == kept[to - 1] + 1; to++)
            {
            }

            yield return new Renumbered(from + 1, to, kept[from]);
        }
    }

    private sealed record Payload(
        [property: JsonPropertyName("source")] string Source,
        [property: JsonPropertyName("kept")] long Kept,
        [property: JsonPropertyName("lost")] IReadOnlyList<LostRange> Lost,
        [property: JsonPropertyName("numbers")] IReadOnlyList<Renumbered> Numbers,
        [property: JsonPropertyName("notListed")] int NotListed,
        [property: JsonPropertyName("hasItsName")] bool HasItsName);

    private sealed record LostRange([property: JsonPropertyName("first")] long First, [property: JsonPropertyName("last")] long Last, [property: JsonPropertyName("reason")] string Reason);

    private sealed record Renumbered([property: JsonPropertyName("first")] long First, [property: JsonPropertyName("last")] long Last, [property: JsonPropertyName("was")] long Was);
}

using System.Buffers;
using System.Text;
using System.Text.Json;

namespace AgentNotebook.Sessions.Values;

/// <summary>
/// Which entries a session's values are made of, as an entry of the journal says it: whoever opens the session reads these and what
/// came after the index, and not all that ever happened.
/// </summary>
/// <remarks>
/// The payload is <c>{"at": its own sequence number, "values": {"name": [sequence numbers, ascending]}}</c>. An index that stands at another number
/// than it says was copied to where the numbers differ, by a salvage that left something out, and means nothing there.
/// </remarks>
internal sealed class ValueIndex
{
    public const string Kind = "values-index";
    private const int Version = 1;

    /// <summary>More than the longest name takes, each character written as an escape.</summary>
    private const int HeadBytes = JournalRules.NameCharacters * 12 + 128;

    /// <summary>As deep as an entry's payload may be nested.</summary>
    private const int MaxDepth = 256;

    private readonly SortedDictionary<string, List<long>> _values = new(StringComparer.Ordinal);

    /// <summary>Where the index stands; 0 when it stands in no journal.</summary>
    public long At { get; private init; }

    /// <summary>The entries that all values together are made of, in order.</summary>
    public IEnumerable<long> Entries => _values.Values.SelectMany(entries => entries).Order();

    /// <summary>Takes a <c>value</c> entry in: it replaces what the value was made of, unless it is a later part of a collection.</summary>
    /// <param name="sequence">Its number.</param>
    /// <param name="payload">Its payload.</param>
    public void Add(long sequence, string payload)
    {
        var (name, isRemoved, part) = Head(payload);
        if (isRemoved)
            _values.Remove(name);
        else if (part <= 1 || !_values.TryGetValue(name, out var entries))
            _values[name] = [sequence];
        else
            entries.Add(sequence);
    }

    /// <summary>The index as it is written at <paramref name="at"/>; null when it is too large for an entry.</summary>
    public JournalDraft? Draft(long at)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber("at", at);
            writer.WriteStartObject("values");
            foreach (var (name, entries) in _values)
            {
                writer.WriteStartArray(name);
                foreach (var entry in entries)
                    writer.WriteNumberValue(entry);
                writer.WriteEndArray();
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return buffer.WrittenCount > JournalRules.PayloadBytes ? null : new JournalDraft("", Kind, Version, Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    /// <summary>Reads an index; null for one that is of no use here.</summary>
    public static ValueIndex? Parse(JournalEntry entry)
    {
        if (entry.Version != Version)
            return null;
        try
        {
            using var document = JsonDocument.Parse(entry.Payload);
            if (document.RootElement.GetProperty("at").GetInt64() != entry.Sequence)
                return null;
            var index = new ValueIndex { At = entry.Sequence };
            foreach (var value in document.RootElement.GetProperty("values").EnumerateObject())
            {
                List<long> entries = [.. value.Value.EnumerateArray().Select(number => number.GetInt64())];
                // What does not lie before the index cannot have been known to it.
                if (entries.Count == 0 || entries[0] < 1 || entries[^1] >= entry.Sequence || entries.Zip(entries.Skip(1)).Any(pair => pair.First >= pair.Second))
                    return null;
                index._values[value.Name] = entries;
            }

            return index;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    // The name is the first member, and what follows it says whether the value is gone, or a part, whose number is the first in it: the
    // rest, which may be large, is not read.
    private static (string Name, bool IsRemoved, long Part) Head(string payload)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(HeadBytes);
        try
        {
            Encoding.UTF8.GetEncoder().Convert(payload, bytes.AsSpan(0, HeadBytes), flush: false, out _, out var written, out _);
            var reader = new Utf8JsonReader(bytes.AsSpan(0, written), isFinalBlock: false, default);
            reader.Read();
            reader.Read();
            // As this program writes it; another may order the members differently.
            if (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals("name") || !reader.Read() || reader.TokenType != JsonTokenType.String)
                return Whole(payload);
            var name = reader.GetString()!;
            if (!reader.Read() || reader.TokenType != JsonTokenType.PropertyName)
                return Whole(payload);
            if (reader.ValueTextEquals("value"))
                return (name, false, 0);
            if (reader.ValueTextEquals("removed"))
                return (name, true, 0);
            return reader.Read() && reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("part") && reader.Read() && reader.TryGetInt64(out var part)
                ? (name, false, part)
                : Whole(payload);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static (string Name, bool IsRemoved, long Part) Whole(string payload)
    {
        using var document = JsonDocument.Parse(payload, new JsonDocumentOptions { MaxDepth = MaxDepth });
        var root = document.RootElement;
        var name = root.GetProperty("name").GetString()!;
        if (root.TryGetProperty("value", out _))
            return (name, false, 0);
        return root.TryGetProperty("list", out var parts) || root.TryGetProperty("dictionary", out parts)
            ? (name, false, parts.GetProperty("part").GetInt64())
            : (name, true, 0);
    }
}

using System.Buffers;
using System.Text;
using System.Text.Json;

namespace AgentNotebook.Sessions.Values;

/// <summary>The journal entry that records a value's new content, or that it was removed.</summary>
internal static class ValueEntry
{
    public const string Kind = "value";
    private const int Version = 1;

    /// <param name="name">The value's name.</param>
    /// <param name="json">Its content; null when it was removed.</param>
    public static JournalDraft Draft(string name, byte[]? json)
    {
        var buffer = new ArrayBufferWriter<byte>((json?.Length ?? 0) + 64);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = ValueJson.Options.Encoder }))
        {
            writer.WriteStartObject();
            writer.WriteString("name", name);
            if (json is null)
            {
                writer.WriteBoolean("removed", true);
            }
            else
            {
                writer.WritePropertyName("value");
                writer.WriteRawValue(json, skipInputValidation: true);
            }

            writer.WriteEndObject();
        }

        return new JournalDraft("", Kind, Version, Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    /// <summary>Reads an entry back: the name, and the JSON or null when the value was removed.</summary>
    public static (string Name, byte[]? Json) Parse(JournalEntry entry, string session, string location)
    {
        var place = $"Entry {entry.Sequence} of session '{session}' in {location}";
        if (entry.Version > Version)
            throw new SessionStoreException(SessionStoreFault.NewerVersion, $"{place} was written by a newer AgentNotebook: it is a value of version {entry.Version}, this one reads up to {Version}. Update AgentNotebook, or use another session.");
        try
        {
            using var document = JsonDocument.Parse(entry.Payload, new JsonDocumentOptions { MaxDepth = ValueJson.MaxDepth * 2 });
            var name = document.RootElement.GetProperty("name").GetString()!;
            var json = document.RootElement.TryGetProperty("value", out var value) ? JsonSerializer.SerializeToUtf8Bytes(value, ValueJson.Options) : null;
            return (JournalRules.CheckName(name, "a session value"), json);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentNullException)
        {
            throw new SessionStoreException(SessionStoreFault.Damaged, $"{place} is no session value: {e.Message} Verify the store, and restore a copy.", e);
        }
    }
}

using System.Buffers;
using System.Text;
using System.Text.Json;
using AgentNotebook.Sessions.Values.Collections;
using AgentNotebook.Sessions.Values.Json;
using AgentNotebook.Sessions.Values.Kept;
using AgentNotebook.Sessions.Salvage;

namespace AgentNotebook.Sessions.Values;

/// <summary>
/// The journal entry that records a value's new content, or that it was removed (version 1), or a part of a persistent collection
/// (version 2, <see cref="PartWriter"/>).
/// </summary>
internal static class ValueEntry
{
    public const string Kind = "value";
    private const int Version = 1;

    /// <param name="name">The value's name.</param>
    /// <param name="json">Its content; null when it was removed.</param>
    public static JournalDraft Draft(string name, byte[]? json)
    {
        var buffer = new ArrayBufferWriter<byte>((json?.Length ?? 0) + 64);
        using (var writer = new Utf8JsonWriter(buffer, ValueJson.WriterOptions))
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

    public static RecoverableContent Content(byte[] json) => new(false, writer => writer.WriteRawValue(json, skipInputValidation: true));

    /// <summary>Reads an entry back.</summary>
    /// <param name="entry">An entry of this kind.</param>
    /// <param name="before">What the entries before it made of a value; null when there is none of that name.</param>
    /// <param name="session">The session's name.</param>
    /// <param name="location">The store's place.</param>
    /// <returns>The value's name, and what it is now; null when it was removed.</returns>
    public static (string Name, KeptValue? Value) Parse(JournalEntry entry, Func<string, KeptValue?> before, string session, string location)
    {
        var place = $"Entry {entry.Sequence} of session '{session}' in {location}";
        if (entry.Version > PartWriter.Version)
            throw new SessionStoreException(SessionStoreFault.NewerVersion, $"{place} was written by a newer AgentNotebook: it is a value of version {entry.Version}, this one reads up to {PartWriter.Version}. Update AgentNotebook, or use another session.");
        try
        {
            using var document = JsonDocument.Parse(entry.Payload, new JsonDocumentOptions { MaxDepth = ValueJson.MaxDepth * 2 });
            if (!document.RootElement.EnumerateObject().First().NameEquals("name"))
                throw new JsonException("It does not begin with its name.");
            var name = JournalRules.CheckName(document.RootElement.GetProperty("name").GetString()!, "a session value");
            if (entry.Version == PartWriter.Version)
                return (name, StoredCollection.Follow(name, before(name), document.RootElement, place));
            return (name, document.RootElement.TryGetProperty("value", out var value) ? new StoredValue(name, JsonSerializer.SerializeToUtf8Bytes(value, ValueJson.Options)) : null);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentNullException or FormatException)
        {
            throw new SessionStoreException(SessionStoreFault.Damaged, $"{place} is no session value: {e.Message} {DamageAdvice.General}", e);
        }
    }
}

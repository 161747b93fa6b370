using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AgentNotebook.Sessions.Transfer;

/// <summary>
/// Sessions as JSON lines. Each begins with a header — <c>{"format":"agentnb-session","version":1,"session":…,"created":…,"entries":N}</c> —
/// and N lines follow it: <c>{"sequence":1,"time":…,"run":…,"kind":…,"version":1,"checksum":…,"payload":{…}}</c>.
/// </summary>
/// <remarks>
/// A payload stands there as the text it is, so that tools for JSON lines see into it and its bytes come back the same; one that
/// has line breaks, or blanks around it, is a JSON string with that text. Times are UTC to the microsecond. The checksum is the entry's own and its chain's, in
/// hexadecimal, as in every store: a line that was changed, left out, added or moved is found, and the header's name and time of
/// creation are covered by it as well.
/// </remarks>
internal static class TransferFormat
{
    public const string Name = "agentnb-session";
    public const int Version = 1;

    private const string Time = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    // A payload is nested 256 deep at most, and the line around it is one more.
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 257 };

    public static void Write(IBufferWriter<byte> to, TransferHeader header)
    {
        using var json = new Utf8JsonWriter(to, Writing);
        json.WriteStartObject();
        json.WriteString("format", Name);
        json.WriteNumber("version", Version);
        json.WriteString("session", header.Session);
        json.WriteString("created", Text(header.Created));
        json.WriteNumber("entries", header.Entries);
        json.WriteEndObject();
    }

    public static void Write(IBufferWriter<byte> to, JournalEntry entry, byte[] checksum)
    {
        using var json = new Utf8JsonWriter(to, Writing);
        json.WriteStartObject();
        json.WriteNumber("sequence", entry.Sequence);
        json.WriteString("time", Text(entry.Time));
        json.WriteString("run", entry.Run);
        json.WriteString("kind", entry.Kind);
        json.WriteNumber("version", entry.Version);
        json.WriteString("checksum", Convert.ToHexStringLower(checksum));
        json.WritePropertyName("payload");
        if (entry.Payload[0] == '{' && entry.Payload[^1] == '}' && !entry.Payload.AsSpan().ContainsAny('\n', '\r'))
            json.WriteRawValue(entry.Payload, skipInputValidation: true);
        else
            json.WriteStringValue(entry.Payload);
        json.WriteEndObject();
    }

    /// <exception cref="FormatException">It is no header; the message says why.</exception>
    public static TransferHeader ReadHeader(ReadOnlyMemory<byte> line) => Read(line, json =>
    {
        if (Member(json, "format", JsonValueKind.String).GetString() != Name)
            throw new FormatException($"its format is not '{Name}'");
        var version = Number(json, "version");
        if (version != Version)
            throw new FormatException($"it is of version {version} of the format, and this agentnb reads version {Version}: update agentnb");
        return new TransferHeader(Member(json, "session", JsonValueKind.String).GetString()!, Moment(json, "created"), Number(json, "entries"));
    });

    /// <exception cref="FormatException">It is no entry; the message says why.</exception>
    public static (JournalEntry Entry, byte[] Checksum) ReadEntry(ReadOnlyMemory<byte> line) => Read(line, json =>
    {
        var payload = json.TryGetProperty("payload", out var value) ? value : throw new FormatException("it has no 'payload'");
        var text = payload.ValueKind switch
        {
            JsonValueKind.Object => payload.GetRawText(),
            JsonValueKind.String => payload.GetString()!,
            _ => throw new FormatException("its 'payload' is neither an object nor a string that holds one"),
        };
        var version = Number(json, "version");
        if (version is < 1 or > int.MaxValue)
            throw new FormatException($"its version {version} is not counted from 1");
        var entry = new JournalEntry(
            Number(json, "sequence"), Moment(json, "time"), Member(json, "run", JsonValueKind.String).GetString()!, Member(json, "kind", JsonValueKind.String).GetString()!, (int)version, text);
        var checksum = Member(json, "checksum", JsonValueKind.String).GetString()!;
        return checksum.Length == 2 * EntryChecksum.Bytes && checksum.All(char.IsAsciiHexDigit)
            ? (entry, Convert.FromHexString(checksum))
            : throw new FormatException($"its checksum is not {2 * EntryChecksum.Bytes} hexadecimal digits");
    });

    private static T Read<T>(ReadOnlyMemory<byte> line, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(line, Reading);
            return document.RootElement.ValueKind == JsonValueKind.Object ? read(document.RootElement) : throw new FormatException("it is no JSON object");
        }
        catch (JsonException e)
        {
            throw new FormatException($"it is no JSON: {e.Message.Split(" LineNumber:")[0].TrimEnd('.')}", e);
        }
        // A string with half of a surrogate pair.
        catch (InvalidOperationException e)
        {
            throw new FormatException($"it holds text that is none: {e.Message}", e);
        }
    }

    private static JsonElement Member(JsonElement json, string name, JsonValueKind kind) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == kind ? value : throw new FormatException($"it has no {kind.ToString().ToLowerInvariant()} '{name}'");

    private static long Number(JsonElement json, string name) =>
        Member(json, name, JsonValueKind.Number).TryGetInt64(out var number) && number >= 0 ? number : throw new FormatException($"its '{name}' is no whole number from 0");

    private static DateTimeOffset Moment(JsonElement json, string name) =>
        DateTimeOffset.TryParseExact(Member(json, name, JsonValueKind.String).GetString(), Time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new FormatException($"its '{name}' is no time like 2026-01-31T23:59:59.123456Z");

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(Time, CultureInfo.InvariantCulture);
}

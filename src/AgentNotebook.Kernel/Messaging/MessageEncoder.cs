using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AgentNotebook.Kernel.Messaging;

/// <summary>Makes the frames of the kernel's own messages.</summary>
/// <param name="signer">Knows the key.</param>
/// <param name="time">Dates them.</param>
internal sealed class MessageEncoder(MessageSigner signer, TimeProvider time)
{
    private const string UserName = "kernel";

    // Nothing here is put into HTML without being parsed first, so only what JSON asks for is escaped.
    private static readonly JsonWriterOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1_000, SkipValidation = true };
    private static readonly ReadOnlyMemory<byte> _empty = "{}"u8.ToArray();

    private readonly string _session = Guid.NewGuid().ToString("N");
    private long _serial;

    /// <summary>The version of Jupyter's messaging that is spoken.</summary>
    public const string ProtocolVersion = "5.3";

    /// <summary>The frames of a message.</summary>
    /// <param name="routing">What comes before the delimiter: the identities of whom it is for, or the topic it is published under.</param>
    /// <param name="type">What it is.</param>
    /// <param name="parent">The header of the message it belongs to; empty for none.</param>
    /// <param name="content">Its content.</param>
    /// <param name="metadata">Its metadata; <see langword="null"/> for none.</param>
    /// <param name="buffers">Binary data beside the content.</param>
    /// <param name="size">About how many bytes the content has, where that is known to be many.</param>
    public IReadOnlyList<ReadOnlyMemory<byte>> Encode(
        IReadOnlyList<ReadOnlyMemory<byte>> routing,
        string type,
        ReadOnlyMemory<byte> parent,
        JsonBody content,
        JsonBody? metadata = null,
        IReadOnlyList<ReadOnlyMemory<byte>>? buffers = null,
        int size = 0)
    {
        var header = Write(HeaderOf(type));
        parent = parent.IsEmpty ? _empty : parent;
        var meta = metadata is null ? _empty : Write(metadata);
        var body = Write(content, size);
        return [.. routing, MessageDecoder.Delimiter, signer.Sign(header, parent, meta, body), header, parent, meta, body, .. buffers ?? []];
    }

    private JsonBody HeaderOf(string type) => writer =>
    {
        writer.WriteString("msg_id", string.Create(CultureInfo.InvariantCulture, $"{_session}_{Interlocked.Increment(ref _serial)}"));
        writer.WriteString("msg_type", type);
        writer.WriteString("username", UserName);
        writer.WriteString("session", _session);
        writer.WriteString("date", time.GetUtcNow());
        writer.WriteString("version", ProtocolVersion);
    };

    private static ReadOnlyMemory<byte> Write(JsonBody body, int size = 0)
    {
        // A buffer that grows to megabytes leaves as much behind, and the collector stops the notebook to take it away.
        var buffer = new ArrayBufferWriter<byte>(Math.Max(256, size));
        using (var writer = new Utf8JsonWriter(buffer, _json))
        {
            writer.WriteStartObject();
            body(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}

using System.Text;
using System.Text.Json;

namespace AgentNotebook.Kernel.Messaging;

/// <summary>Reads messages off the frames of a socket, and believes only what is signed.</summary>
/// <remarks>
/// The wire protocol of Jupyter's messaging 5.3: identities, <c>&lt;IDS|MSG&gt;</c>, signature, header, parent header, metadata, content, buffers
/// (https://jupyter-client.readthedocs.io/en/stable/messaging.html#the-wire-protocol).
/// </remarks>
/// <param name="signer">Knows the key.</param>
/// <param name="replays">Knows what came before.</param>
internal sealed class MessageDecoder(MessageSigner signer, ReplayGuard replays)
{
    private static readonly JsonDocumentOptions _json = new() { MaxDepth = MessageLimits.Depth };
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What stands between the routing frames and the message.</summary>
    public static ReadOnlyMemory<byte> Delimiter { get; } = "<IDS|MSG>"u8.ToArray();

    /// <summary>Reads a message.</summary>
    /// <param name="frames">All its frames.</param>
    /// <exception cref="MessageException">It is malformed, its signature is wrong, or it came before.</exception>
    public JupyterMessage Decode(IReadOnlyList<ReadOnlyMemory<byte>> frames)
    {
        var delimiter = 0;
        while (delimiter < frames.Count && !frames[delimiter].Span.SequenceEqual(Delimiter.Span))
        {
            if (++delimiter > MessageLimits.Identities)
            {
                throw new MessageException($"There are more than {MessageLimits.Identities} routing frames.");
            }
        }

        var parts = frames.Count - delimiter - 1;
        if (parts is < 5 or > 5 + MessageLimits.Buffers)
        {
            throw new MessageException($"A message has 5 frames after the delimiter, and at most {MessageLimits.Buffers} buffers; this one has {Math.Max(parts, 0)}.");
        }

        var (signature, header, parent, metadata, content) = (frames[delimiter + 1], frames[delimiter + 2], frames[delimiter + 3], frames[delimiter + 4], frames[delimiter + 5]);
        if (!signer.Verify(signature.Span, header, parent, metadata, content))
        {
            throw new MessageException("The signature is wrong: the message was not made with the key of the connection file.");
        }

        if (signer.IsActive && !replays.IsFirst(signature.Span))
        {
            throw new MessageException("The message came before, and is not taken twice.");
        }

        if (header.Length > MessageLimits.HeaderBytes)
        {
            throw new MessageException($"The header has {header.Length:N0} bytes; at most {MessageLimits.HeaderBytes:N0} are taken.");
        }

        return Read(frames, delimiter, ReadObject(header, "header"), ReadObject(parent, "parent header"), ReadObject(metadata, "metadata"), ReadObject(content, "content"));
    }

    private static JupyterMessage Read(IReadOnlyList<ReadOnlyMemory<byte>> frames, int delimiter, JsonElement header, JsonElement parent, JsonElement metadata, JsonElement content) => new()
    {
        Identities = [.. frames.Take(delimiter)],
        Header = frames[delimiter + 2],
        Id = Name(header, "msg_id"),
        Type = Name(header, "msg_type"),
        ParentId = parent.TryGetProperty("msg_id", out _) ? Name(parent, "msg_id") : "",
        Metadata = metadata,
        Content = content,
        Buffers = [.. frames.Skip(delimiter + 6)],
    };

    private static string Name(JsonElement header, string property)
    {
        if (!header.TryGetProperty(property, out var value) || value.ValueKind != JsonValueKind.String)
        {
            throw new MessageException($"The header's {property} is missing or no text.");
        }

        var name = value.GetString()!;
        return name.Length is > 0 and <= MessageLimits.NameLength ? name : throw new MessageException($"The header's {property} has {name.Length:N0} characters; 1 to {MessageLimits.NameLength:N0} are taken.");
    }

    private static JsonElement ReadObject(ReadOnlyMemory<byte> json, string part)
    {
        try
        {
            // Text that is no Unicode would be found later, by whoever reads it.
            _utf8.GetCharCount(json.Span);
            using var document = JsonDocument.Parse(json, _json);
            var root = document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : throw new MessageException($"The {part} is no JSON object.");
            CheckText(root);
            return root;
        }
        catch (Exception exception) when (exception is JsonException or DecoderFallbackException)
        {
            throw new MessageException($"The {part} is no JSON: {exception.Message}", exception);
        }
    }

    // An escaped half of a surrogate pair is JSON, and no text.
    private static void CheckText(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    Demand(() => property.Name);
                    CheckText(property.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    CheckText(item);
                }

                break;
            case JsonValueKind.String:
                Demand(element.GetString);
                break;
        }
    }

    private static void Demand(Func<string?> read)
    {
        try
        {
            read();
        }
        catch (InvalidOperationException exception)
        {
            throw new MessageException($"Text in the message is no Unicode: {exception.Message}", exception);
        }
    }
}

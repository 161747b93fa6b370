using System.Text;
using System.Text.Json;
using AgentNotebook.Display;

namespace AgentNotebook.Kernel.Outputs;

/// <summary>Writes mime bundles as Jupyter's messages hold them: JSON types as JSON, everything else as text.</summary>
internal static class MimeJson
{
    private const int Segment = 64 * 1024;

    private static readonly JsonDocumentOptions _json = new() { MaxDepth = 512 };

    /// <summary>Writes the members <c>data</c> and <c>metadata</c>.</summary>
    public static void Write(Utf8JsonWriter writer, MimeBundle bundle)
    {
        writer.WriteStartObject("data");
        foreach (var (mime, content) in bundle.Data)
        {
            writer.WritePropertyName(mime);
            if (!IsJson(mime) || !TryWriteJson(writer, content))
            {
                Write(writer, content);
            }
        }

        writer.WriteEndObject();
        writer.WriteStartObject("metadata");
        writer.WriteEndObject();
    }

    /// <summary>About how many bytes a bundle takes as JSON, in UTF-8: what has to be escaped takes more.</summary>
    public static int SizeOf(MimeBundle bundle) =>
        (int)Math.Min(Array.MaxLength / 4, bundle.Data.Sum(content => content.Value.Length <= Segment ? content.Value.Length : (long)Encoding.UTF8.GetByteCount(content.Value) + (3 * Segment)) + 512);

    // Bit by bit: asked for a long text at once, the writer wants room for the most it could come to.
    private static void Write(Utf8JsonWriter writer, string content)
    {
        if (content.Length <= Segment)
        {
            writer.WriteStringValue(content);
            return;
        }

        for (var start = 0; start < content.Length; start += Segment)
        {
            var length = Math.Min(Segment, content.Length - start);
            writer.WriteStringValueSegment(content.AsSpan(start, length), isFinalSegment: start + length == content.Length);
        }
    }

    private static bool IsJson(string mime) => mime == "application/json" || (mime.StartsWith("application/", StringComparison.Ordinal) && mime.EndsWith("+json", StringComparison.Ordinal));

    private static bool TryWriteJson(Utf8JsonWriter writer, string content)
    {
        try
        {
            using var document = JsonDocument.Parse(content, _json);
            document.RootElement.WriteTo(writer);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

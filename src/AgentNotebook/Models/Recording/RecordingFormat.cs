using System.Text.Json;
using System.Text.Unicode;

namespace AgentNotebook.Models.Recording;

/// <summary>Which lines a kind of recording has. The line's kind selects its type; no type name is ever read from a file.</summary>
/// <param name="name">What the header's <c>format</c> says.</param>
/// <param name="version">The newest version that is read, and the one that is written.</param>
/// <param name="kinds">The type of each kind.</param>
public sealed class RecordingFormat(string name, int version, IReadOnlyDictionary<string, Type> kinds)
{
    /// <summary>What the header's <c>format</c> says.</summary>
    public string Name => name;

    /// <summary>The newest version that is read, and the one that is written.</summary>
    public int Version => version;

    /// <summary>A line's text, without the line end.</summary>
    public static byte[] Write(RecordingLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return JsonSerializer.SerializeToUtf8Bytes(line, line.GetType(), RecordingJson.Options);
    }

    /// <summary>Reads a line.</summary>
    /// <param name="text">The line's text, without the line end.</param>
    /// <param name="number">Which line of the file, counted from 1; the first is the header.</param>
    /// <param name="file">The file, for messages.</param>
    /// <exception cref="RecordingException">It is not one of this format; the message names the line.</exception>
    public RecordingLine Read(ReadOnlyMemory<byte> text, int number, string file)
    {
        try
        {
            if (!Utf8.IsValid(text.Span))
            {
                throw new JsonException("It is not UTF-8.");
            }

            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = RecordingJson.MaximumDepth, AllowDuplicateProperties = false });
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                throw new JsonException("It is not a JSON object.");
            }

            if (number == 1)
            {
                CheckHeader(root, file);
            }

            var kind = Text(root, "kind") ?? throw new JsonException("It names no kind.");
            if (!kinds.TryGetValue(kind, out var type))
            {
                throw new JsonException($"There is no kind '{Shown(kind)}'. Kinds: {string.Join(", ", kinds.Keys)}.");
            }

            Inspect(root);
            return (RecordingLine)root.Deserialize(type, RecordingJson.Options)!;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or ArgumentException or OverflowException)
        {
            throw new RecordingException($"Line {number} of the recording {file} cannot be read: {Shown(exception.Message)} Record the run anew, or restore a copy of the file.", exception);
        }
    }

    private void CheckHeader(JsonElement root, string file)
    {
        if (Text(root, "format") != name)
        {
            throw new RecordingException($"{file} is not a recording of a run: its first line does not say \"format\": \"{name}\". Name another file; '--record FILE' makes one.");
        }

        if (!root.TryGetProperty("version", out var written) || written.ValueKind != JsonValueKind.Number || !written.TryGetInt32(out var number) || number < 1)
        {
            throw new JsonException("The header has no version.");
        }

        if (number > version)
        {
            throw new RecordingException($"Line 1 of the recording {file} says version {number}; this agentnb reads up to {version}. Update agentnb.");
        }
    }

    // The serializer holds members to their nullability, but not the items of lists; and text it has not looked at may be none.
    private static void Inspect(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    if (item.ValueKind == JsonValueKind.Null)
                    {
                        throw new JsonException("A list holds null.");
                    }

                    Inspect(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    _ = member.Name;
                    Inspect(member.Value);
                }

                break;
            case JsonValueKind.String:
                _ = element.GetString();
                break;
        }
    }

    private static string? Text(JsonElement root, string member) =>
        root.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Shown(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= 300 ? line : line[..300] + "…";
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentNotebook.Documents.Reading;

/// <summary>Reads and checks a notebook's JSON. What it returns has the shape the rest relies on.</summary>
internal static class NotebookReader
{
    public static NotebookDocument Read(ReadOnlyMemory<byte> utf8, string name, NotebookReadOptions options)
    {
        // The byte order mark that some editors write is no part of JSON.
        if (utf8.Span.StartsWith("\uFEFF"u8))
        {
            utf8 = utf8[3..];
        }

        if (utf8.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            throw new NotebookException($"{name}: the file is empty. A notebook is a JSON file that a notebook editor makes; restore it from a copy.");
        }

        CheckEncoding(utf8, name);
        var root = Parse(utf8, name, options) as JsonObject
            ?? throw new NotebookException($"{name}: this is JSON, but no notebook: the outermost value has to be an object with 'cells' and 'nbformat'.");
        if (root["cells"] is JsonArray cells && cells.Count > options.MaxCells)
        {
            throw TooManyCells(name, options);
        }

        new NotebookShape(root, name).Check();
        return new NotebookDocument(root, name);
    }

    public static void CheckEncoding(ReadOnlyMemory<byte> utf8, string name)
    {
        try
        {
            _ = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetCharCount(utf8.Span);
        }
        catch (DecoderFallbackException e)
        {
            throw new NotebookException($"{name}: byte {e.Index} is no UTF-8. Save the file as UTF-8.", e);
        }
    }

    /// <summary>The refusal of a notebook with more cells than are read.</summary>
    public static NotebookException TooManyCells(string name, NotebookReadOptions options) =>
        new($"{name}: the notebook has more than {options.MaxCells:N0} cells, which is the most that is read. Split it into several, or raise the limit.");

    private static JsonNode? Parse(ReadOnlyMemory<byte> utf8, string name, NotebookReadOptions options)
    {
        try
        {
            return ParseJson(utf8, options);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Explain(utf8, name, options, e);
        }
    }

    /// <summary>Reads JSON whole.</summary>
    /// <exception cref="JsonException">It is no JSON, or too deep.</exception>
    /// <exception cref="InvalidOperationException">A text in it is none.</exception>
    public static JsonNode? ParseJson(ReadOnlyMemory<byte> utf8, NotebookReadOptions options)
    {
        var json = new JsonDocumentOptions { MaxDepth = options.MaxDepth, AllowDuplicateProperties = false };
        using var document = JsonDocument.Parse(utf8, json);
        // A copy as nodes, once and for all: nodes made lazily would find faults such as unpaired surrogates only later.
        return Materialize(document.RootElement);
    }

    private static JsonNode? Materialize(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var copy = new JsonObject();
                foreach (var property in element.EnumerateObject())
                {
                    copy.Add(property.Name, Materialize(property.Value));
                }

                return copy;
            case JsonValueKind.Array:
                return new JsonArray([.. element.EnumerateArray().Select(Materialize)]);
            case JsonValueKind.String:
                return JsonValue.Create(element.GetString());
            case JsonValueKind.Null:
                return null;
            default:
                // Numbers keep the digits they were written with.
                return JsonValue.Create(element.Clone());
        }
    }

    private static NotebookException Explain(ReadOnlyMemory<byte> utf8, string name, NotebookReadOptions options, Exception exception)
    {
        if (exception is not JsonException { LineNumber: { } line, BytePositionInLine: { } column } json)
        {
            return new NotebookException($"{name}: the JSON holds what a notebook cannot: {exception.Message} Restore the file from a copy.", exception);
        }

        var place = string.Create(CultureInfo.InvariantCulture, $"line {line + 1}, column {column + 1}");
        if (json.Message.Contains("configured depth", StringComparison.Ordinal))
        {
            return new NotebookException($"{name}, {place}: values stand more than {options.MaxDepth} deep in one another; no notebook editor writes that.", exception);
        }

        var first = utf8.Span.TrimStart(" \t\r\n"u8)[0];
        if (first is not (byte)'{' and not (byte)'[')
        {
            return new NotebookException($"{name}: this is no notebook: it begins with neither '{{' nor '['. A notebook is a JSON file with the ending .ipynb.", exception);
        }

        return IsTruncated(utf8, options)
            ? new NotebookException($"{name}, {place}: the file ends in the middle of the JSON: it is truncated. Restore it from a copy or a checkpoint (.ipynb_checkpoints).", exception)
            : new NotebookException($"{name}, {place}: the JSON is damaged: {FirstSentence(json.Message)} Restore the file from a copy, or mend that line.", exception);
    }

    /// <summary>Whether all there is could be the beginning of JSON.</summary>
    private static bool IsTruncated(ReadOnlyMemory<byte> utf8, NotebookReadOptions options)
    {
        var reader = new Utf8JsonReader(utf8.Span, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = options.MaxDepth }));
        try
        {
            while (reader.Read())
            {
            }

            return reader.CurrentDepth > 0 || reader.BytesConsumed < utf8.Length;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    public static string FirstSentence(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }
}

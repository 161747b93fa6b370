using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentNotebook.Documents.Reading;

namespace AgentNotebook.Documents.Dib;

/// <summary>The section a .dib file may begin with: a line <c>#!meta</c>, then a JSON object up to the next line that begins with <c>#!</c>.</summary>
/// <param name="Meta">The object; empty when there is no such section.</param>
/// <param name="End">Where the text after it begins.</param>
internal sealed record DibMetaSection(JsonObject Meta, int End)
{
    public const string FirstLine = "#!meta";

    public static DibMetaSection Read(string text, string name, NotebookReadOptions options)
    {
        var start = text.Length - text.AsSpan().TrimStart("\r\n").Length;
        var end = EndOfLine(text, start);
        if (!text.AsSpan(start..end).TrimEnd().SequenceEqual(FirstLine))
        {
            return new DibMetaSection([], 0);
        }

        var json = end;
        while (end < text.Length && !text.AsSpan(end).StartsWith("#!"))
        {
            end = EndOfLine(text, end);
        }

        return new DibMetaSection(Parse(text[json..end], 1 + text.AsSpan(0, json).Count('\n'), name, options), end);
    }

    private static JsonObject Parse(string json, int firstLine, string name, NotebookReadOptions options)
    {
        if (string.IsNullOrWhiteSpace(json))
        {
            return [];
        }

        try
        {
            return NotebookReader.ParseJson(Encoding.UTF8.GetBytes(json), options) as JsonObject
                ?? throw new NotebookException($"{name}, line {firstLine}: the section {FirstLine} has to hold a JSON object. Mend it, or take the section out.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            var line = string.Create(CultureInfo.InvariantCulture, $"{firstLine + ((e as JsonException)?.LineNumber ?? 0)}");
            throw new NotebookException($"{name}, line {line}: the JSON of the section {FirstLine} is damaged: {NotebookReader.FirstSentence(e.Message)} Mend it, or take the section out.", e);
        }
    }

    /// <summary>Where the next line begins.</summary>
    private static int EndOfLine(string text, int start)
    {
        var end = text.IndexOf('\n', start);
        return end < 0 ? text.Length : end + 1;
    }
}

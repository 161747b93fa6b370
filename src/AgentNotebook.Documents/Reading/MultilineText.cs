using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentNotebook.Documents.Reading;

/// <summary>nbformat's <c>multiline_string</c>: one string, or a list of strings that belong together.</summary>
internal static class MultilineText
{
    public static bool IsText(JsonNode? node) => node switch
    {
        JsonValue value => value.GetValueKind() == JsonValueKind.String,
        JsonArray lines => lines.All(line => line is JsonValue value && value.GetValueKind() == JsonValueKind.String),
        _ => false,
    };

    public static string Read(JsonNode node) =>
        node is JsonArray lines ? string.Concat(lines.Select(line => line!.GetValue<string>())) : node.GetValue<string>();

    /// <summary>As Jupyter writes it: a list of lines, each with its line end.</summary>
    public static JsonArray Write(string text)
    {
        var lines = new JsonArray();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end + 1;
            lines.Add((JsonNode)text[start..end]);
            start = end;
        }

        return lines;
    }
}

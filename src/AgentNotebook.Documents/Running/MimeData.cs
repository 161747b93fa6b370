using System.Text.Json;
using System.Text.Json.Nodes;
using AgentNotebook.Display;
using AgentNotebook.Documents.Reading;

namespace AgentNotebook.Documents.Running;

/// <summary>nbformat's <c>mimebundle</c>: JSON types as JSON, text as lines, anything else as one string.</summary>
internal static class MimeData
{
    public static JsonObject Write(MimeBundle bundle)
    {
        var data = new JsonObject();
        foreach (var (mime, content) in bundle.Data.OrderBy(content => content.Key, StringComparer.Ordinal))
        {
            data[mime] = IsJson(mime) ? ParseOrText(content) : IsText(mime) ? MultilineText.Write(content) : JsonValue.Create(content);
        }

        return data;
    }

    private static bool IsJson(string mime) => mime == "application/json" || (mime.StartsWith("application/", StringComparison.Ordinal) && mime.EndsWith("+json", StringComparison.Ordinal));

    private static bool IsText(string mime) => mime.StartsWith("text/", StringComparison.Ordinal) || mime is "image/svg+xml" or "application/javascript" or "application/xml";

    private static JsonNode? ParseOrText(string content)
    {
        try
        {
            // Not deeper than what a reader with the default limits takes back: the outputs themselves stand six deep.
            return JsonNode.Parse(content, documentOptions: new JsonDocumentOptions { MaxDepth = new NotebookReadOptions().MaxDepth - 8, AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            return JsonValue.Create(content);
        }
    }
}

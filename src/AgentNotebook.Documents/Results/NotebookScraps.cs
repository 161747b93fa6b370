using System.Text.Json;
using System.Text.Json.Nodes;
using AgentNotebook.Cells.Displays;

namespace AgentNotebook.Documents.Results;

/// <summary>Reads the named results in an executed notebook: those of cells' <c>glue</c>, and those that scrapbook itself wrote.</summary>
/// <remarks>Format: https://nteract-scrapbook.readthedocs.io/en/latest/models.html.</remarks>
public static class NotebookScraps
{
    /// <summary>The most results that are read of one notebook.</summary>
    /// <value>1,000.</value>
    public const int MaximumScraps = 1_000;

    private const int LongestName = 200;

    /// <summary>The results by name, in the order in which their names first appear; of one name, the last.</summary>
    /// <param name="document">The executed notebook. What is no result in it is passed over: it is untrusted.</param>
    /// <returns>Copies.</returns>
    public static IReadOnlyList<KeyValuePair<string, JsonNode?>> Of(NotebookDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var scraps = new OrderedDictionary<string, JsonNode?>();
        foreach (var output in document.Cells.Where(cell => cell.Kind == CellKind.Code).SelectMany(cell => cell.Outputs).OfType<JsonObject>())
        {
            if (Payload(output) is { } payload && Name(payload) is { } name && (scraps.Count < MaximumScraps || scraps.ContainsKey(name)))
            {
                scraps[name] = payload["data"]?.DeepClone();
            }
        }

        return [.. scraps];
    }

    private static JsonObject? Payload(JsonObject output) =>
        (output["data"] as JsonObject)?[Scrap.JsonMimeType] as JsonObject ?? (output["data"] as JsonObject)?[Scrap.TextMimeType] as JsonObject;

    private static string? Name(JsonObject payload) =>
        payload["name"] is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { Length: > 0 and <= LongestName } name ? name : null;
}

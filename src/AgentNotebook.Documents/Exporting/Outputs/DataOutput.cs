using System.Text.Json.Nodes;

namespace AgentNotebook.Documents.Exporting.Outputs;

/// <summary>Something shown, in several representations.</summary>
/// <param name="Data">By mime type; JSON as text.</param>
/// <param name="Metadata">What is said of the representations.</param>
internal sealed record DataOutput(IReadOnlyDictionary<string, string> Data, JsonObject? Metadata) : CellOutput
{
    /// <summary>What describes the picture of a type to those who cannot see it; <see langword="null"/> when nobody did.</summary>
    public string? AltOf(string mime) => Text((Metadata?[mime] as JsonObject)?["alt"]) ?? Text(Metadata?["alt"]);

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentNotebook.Documents.Results;

/// <summary>Reads the errors that an executed notebook shows.</summary>
public static class NotebookErrors
{
    /// <summary>The errors as <c>name: message</c>, in order. What is none in the notebook is passed over: it is untrusted.</summary>
    public static IEnumerable<string> Of(NotebookDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document.Cells.Where(cell => cell.Kind == CellKind.Code)
            .SelectMany(cell => cell.Outputs)
            .OfType<JsonObject>()
            .Where(output => Text(output["output_type"]) == "error")
            .Select(output => $"{Text(output["ename"])}: {Text(output["evalue"])}");
    }

    private static string Text(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : "";
}

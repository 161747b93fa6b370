using System.Text.Json.Nodes;

namespace AgentNotebook.Documents.Exporting;

/// <summary>What of a cell is to be seen: the tags and marks that Jupyter's own exporters and Jupyter Book obey.</summary>
/// <param name="IsRemoved">Nothing of it.</param>
/// <param name="HasSource">Its code.</param>
/// <param name="HasOutputs">Its outputs.</param>
/// <param name="FoldsSource">Its code is there and folded away.</param>
/// <param name="FoldsOutputs">Its outputs are there and folded away.</param>
internal sealed record CellLook(bool IsRemoved, bool HasSource, bool HasOutputs, bool FoldsSource, bool FoldsOutputs)
{
    public static CellLook Of(NotebookCell cell)
    {
        var tags = cell.Tags;
        return new CellLook(
            tags.Contains("remove-cell"),
            !tags.Contains("remove-input"),
            !tags.Contains("remove-output"),
            tags.Contains("hide-input") || tags.Contains("hide-cell") || Marked(cell, "source_hidden"),
            tags.Contains("hide-output") || tags.Contains("hide-cell") || Marked(cell, "outputs_hidden") || IsTrue(cell.Json["metadata"], "collapsed"));
    }

    private static bool Marked(NotebookCell cell, string mark) => IsTrue((cell.Json["metadata"] as JsonObject)?["jupyter"], mark);

    private static bool IsTrue(JsonNode? node, string name) => node is JsonObject marks && marks[name] is JsonValue value && value.TryGetValue<bool>(out var isTrue) && isTrue;
}

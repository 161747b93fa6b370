using System.Text.Json.Nodes;
using AgentNotebook.Documents.Reading;

namespace AgentNotebook.Documents;

/// <summary>A cell of a notebook.</summary>
public sealed class NotebookCell
{
    private readonly string _notebook;

    internal NotebookCell(JsonObject json, int index, string notebook)
    {
        (Json, Index, _notebook) = (json, index, notebook);
        Kind = json["cell_type"]!.GetValue<string>() switch
        {
            "code" => CellKind.Code,
            "markdown" => CellKind.Markdown,
            _ => CellKind.Raw,
        };
    }

    /// <summary>Its place in the notebook, counted from 0.</summary>
    public int Index { get; }

    /// <summary>What it is.</summary>
    public CellKind Kind { get; }

    /// <summary>Its id, or its place as text in a notebook older than nbformat 4.5, which has no ids.</summary>
    public string Id => Json["id"]?.GetValue<string>() ?? $"#{Index}";

    /// <summary>Its text.</summary>
    public string Source
    {
        get => MultilineText.Read(Json["source"]!);
        set => Json["source"] = MultilineText.Write(value);
    }

    /// <summary>Its tags.</summary>
    public IReadOnlyList<string> Tags => Json["metadata"]?["tags"] is JsonArray tags ? [.. tags.OfType<JsonValue>().Where(tag => tag.TryGetValue<string>(out _)).Select(tag => tag.GetValue<string>())] : [];

    /// <summary>What the execution count was when it last ran; <see langword="null"/> when it has not.</summary>
    public int? ExecutionCount => Json["execution_count"]?.GetValue<int>();

    internal JsonObject Json { get; }

    internal JsonArray Outputs => (JsonArray)Json["outputs"]!;

    /// <inheritdoc/>
    public override string ToString() => $"{_notebook}: cells[{Index}]";

    internal void ClearOutputs()
    {
        Json["execution_count"] = null;
        Json["outputs"] = new JsonArray();
    }

    /// <summary>Takes over what an execution of the same cell gave.</summary>
    internal void TakeOutputs(NotebookCell executed)
    {
        Json["execution_count"] = executed.Json["execution_count"]?.DeepClone();
        Json["outputs"] = executed.Outputs.DeepClone();
    }

    internal void SetExecutionCount(int executionCount) => Json["execution_count"] = executionCount;
}

using System.Text.Json.Nodes;

namespace AgentNotebook.Documents.Tests.Comparing;

/// <summary>Makes notebooks with outputs for tests.</summary>
internal static class Outputs
{
    public static JsonObject Data(params (string Mime, string Content)[] parts) => new()
    {
        ["data"] = new JsonObject(parts.Select(part => KeyValuePair.Create(part.Mime, (JsonNode?)(part.Mime.EndsWith("json", StringComparison.Ordinal) ? JsonNode.Parse(part.Content) : part.Content)))),
        ["metadata"] = new JsonObject(),
        ["output_type"] = "display_data",
    };

    public static JsonObject Text(string text) => Data(("text/plain", text));

    public static JsonObject Html(string html) => Data(("text/html", html), ("text/plain", "a page"));

    public static JsonObject Svg(string svg) => Data(("image/svg+xml", svg), ("text/plain", "a picture"));

    public static JsonObject Print(string text, string name = "stdout") => new() { ["name"] = name, ["output_type"] = "stream", ["text"] = text };

    public static JsonObject Error(string name, string message, params string[] traceback) => new()
    {
        ["ename"] = name,
        ["evalue"] = message,
        ["output_type"] = "error",
        ["traceback"] = new JsonArray([.. traceback.Select(line => (JsonNode)line)]),
    };

    /// <summary>A notebook of one cell with these outputs.</summary>
    public static NotebookDocument Book(params JsonObject[] outputs) => Book([], null, outputs);

    /// <summary>A notebook of one cell with tags, and metadata of its own about being compared.</summary>
    public static NotebookDocument Book(string[] tags, string? verify, params JsonObject[] outputs) => Of(verify, (tags, 1, outputs));

    /// <summary>A notebook of several cells.</summary>
    public static NotebookDocument Of(string? verify, params (string[] Tags, int? Count, JsonObject[] Outputs)[] cells) => NotebookText.Read(new JsonObject
    {
        ["cells"] = new JsonArray([.. cells.Select((cell, index) => (JsonNode)new JsonObject
        {
            ["cell_type"] = "code",
            ["execution_count"] = cell.Count,
            ["id"] = $"c{index}",
            ["metadata"] = new JsonObject { ["tags"] = new JsonArray([.. cell.Tags.Select(tag => (JsonNode)tag)]) },
            ["outputs"] = new JsonArray([.. cell.Outputs.Select(output => output.DeepClone())]),
            ["source"] = $"cell {index}",
        })]),
        ["metadata"] = verify is null ? new JsonObject() : new JsonObject { ["agentnb"] = new JsonObject { ["verify"] = JsonNode.Parse(verify) } },
        ["nbformat"] = 4,
        ["nbformat_minor"] = 5,
    }.ToJsonString());
}

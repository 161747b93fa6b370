using System.Text;
using System.Text.Json.Nodes;

namespace AgentNotebook.Documents.Tests;

/// <summary>Makes notebooks for tests.</summary>
internal static class NotebookText
{
    public static NotebookDocument Read(string json) => NotebookDocument.Parse(Encoding.UTF8.GetBytes(json), "book.ipynb");

    public static string Message(string json) => Assert.Throws<NotebookException>(() => Read(json)).Message;

    /// <summary>A notebook of C# code cells.</summary>
    public static NotebookDocument Of(params (string Source, string[] Tags)[] cells)
    {
        var list = new JsonArray([.. cells.Select((cell, index) => (JsonNode)new JsonObject
        {
            ["cell_type"] = "code",
            ["execution_count"] = 99,
            ["id"] = $"c{index}",
            ["metadata"] = new JsonObject { ["tags"] = new JsonArray([.. cell.Tags.Select(tag => (JsonNode)tag)]) },
            ["outputs"] = new JsonArray(new JsonObject { ["name"] = "stdout", ["output_type"] = "stream", ["text"] = "old" }),
            ["source"] = cell.Source,
        })]);
        return Read(new JsonObject
        {
            ["cells"] = list,
            ["metadata"] = new JsonObject { ["language_info"] = new JsonObject { ["name"] = "C#" } },
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        }.ToJsonString());
    }

    public static NotebookDocument Of(params string[] sources) => Of([.. sources.Select(source => (source, Array.Empty<string>()))]);

    public static string OutputsText(this NotebookCell cell) => cell.Outputs.ToJsonString();
}

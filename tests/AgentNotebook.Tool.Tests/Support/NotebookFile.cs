using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentNotebook.Tool.Tests.Support;

/// <summary>Writes small notebooks for tests.</summary>
internal static class NotebookFile
{
    /// <summary>A notebook of C# code cells.</summary>
    public static string Write(string folder, string name, params string[] cells) =>
        Write(folder, name, [.. cells.Select(code => (code, Array.Empty<string>()))]);

    /// <summary>A notebook of C# code cells with tags.</summary>
    public static string Write(string folder, string name, params (string Code, string[] Tags)[] cells)
    {
        var file = Path.Combine(folder, name);
        var notebook = new JsonObject
        {
            ["cells"] = new JsonArray([.. cells.Select((cell, index) => (JsonNode)new JsonObject
            {
                ["cell_type"] = "code",
                ["execution_count"] = null,
                ["id"] = $"cell-{index + 1}",
                ["metadata"] = cell.Tags.Length == 0 ? new JsonObject() : new JsonObject { ["tags"] = new JsonArray([.. cell.Tags.Select(tag => (JsonNode)tag)]) },
                ["outputs"] = new JsonArray(),
                ["source"] = cell.Code,
            })]),
            ["metadata"] = new JsonObject { ["language_info"] = new JsonObject { ["name"] = "csharp" } },
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        };
        File.WriteAllText(file, notebook.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
        return file;
    }

    /// <summary>All text of a notebook's outputs: streams, every representation of displays, error messages.</summary>
    public static string Outputs(string file)
    {
        var texts = new List<string>();
        foreach (var cell in JsonNode.Parse(File.ReadAllText(file))!["cells"]!.AsArray())
        {
            foreach (var output in cell!["outputs"]?.AsArray() ?? [])
            {
                texts.Add(Text(output!["text"]));
                texts.Add(Text(output["evalue"]));
                texts.AddRange((output["data"]?.AsObject() ?? []).Select(pair => Text(pair.Value)));
            }
        }

        return string.Join('\n', texts);
    }

    private static string Text(JsonNode? node) => node switch
    {
        null => "",
        JsonArray lines => string.Concat(lines.Select(line => line!.ToString())),
        _ => node.ToString(),
    };
}

using System.Text.Json.Nodes;
using AgentNotebook.Tests.Shared;

namespace AgentNotebook.Tool.Tests.Support;

/// <summary>A notebook of the project, run as a newcomer runs it: in a folder of its own with all that lies beside it.</summary>
/// <param name="Result">What the tool said.</param>
/// <param name="Cells">The executed cells, by id.</param>
/// <param name="Stored">The cells as they are in the project, by id.</param>
internal sealed record Lesson(ToolResult Result, IReadOnlyDictionary<string, JsonNode> Cells, IReadOnlyDictionary<string, JsonNode> Stored)
{
    /// <summary>The project's folder.</summary>
    public static string Repository { get; } = RepositoryFolder.Find();

    /// <summary>Everything the executed cells show, in each of its representations.</summary>
    public IEnumerable<string> Shown =>
        Cells.Values.SelectMany(Outputs).Where(output => output["data"] is not null).SelectMany(output => output["data"]!.AsObject()).Select(item => Text(item.Value));

    /// <summary>Runs a lesson.</summary>
    /// <param name="scratch">Where.</param>
    /// <param name="name">Its file's name without ending.</param>
    public static async Task<Lesson> RunAsync(ScratchFolder scratch, string name)
    {
        var notebooks = Path.Combine(Repository, "notebooks");
        foreach (var file in Directory.EnumerateFiles(notebooks).Where(file => !file.EndsWith(".out.ipynb", StringComparison.Ordinal)))
        {
            File.Copy(file, scratch.File(Path.GetFileName(file)));
        }

        var result = await ToolProcess.RunAsync(scratch.Path, "run", name + ".ipynb");
        return new Lesson(result, Read(scratch.File(name + ".out.ipynb")), Read(Path.Combine(notebooks, name + ".ipynb")));
    }

    /// <summary>The first output of a cell that has this representation.</summary>
    public static string Data(JsonNode cell, string mime) =>
        Text(Outputs(cell).Select(output => output["data"]?[mime]).First(data => data is not null));

    private static Dictionary<string, JsonNode> Read(string file) =>
        JsonNode.Parse(File.ReadAllText(file))!["cells"]!.AsArray().ToDictionary(cell => cell!["id"]!.GetValue<string>(), cell => cell!);

    private static IEnumerable<JsonNode> Outputs(JsonNode cell) => cell["outputs"]?.AsArray().Select(output => output!) ?? [];

    private static string Text(JsonNode? node) => node is JsonArray lines ? string.Concat(lines.Select(line => line!.ToString())) : node!.ToString();
}

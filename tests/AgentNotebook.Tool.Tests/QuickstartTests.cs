using System.Text.Json.Nodes;
using System.Xml.Linq;
using AgentNotebook.Tool.Tests.Support;

namespace AgentNotebook.Tool.Tests;

/// <summary>The first lesson, as a newcomer runs it.</summary>
public sealed class QuickstartTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    [Fact]
    public async Task the_quickstart_runs_and_holds_the_agents_result_a_state_graph_and_a_memory_curve()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository(), "notebooks")).Where(file => !file.EndsWith(".out.ipynb", StringComparison.Ordinal)))
        {
            File.Copy(file, _scratch.File(Path.GetFileName(file)));
        }

        var result = await ToolProcess.RunAsync(_scratch.Path, "run", "01-quickstart.ipynb");
        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Contains("run-1 Succeeded", result.Output);

        var cells = Cells(_scratch.File("01-quickstart.out.ipynb"));
        Assert.Contains("Succeeded on attempt 3", Data(cells["pendulum"], "text/html"));
        Assert.Equal(Data(Cells(Path.Combine(Repository(), "notebooks", "01-quickstart.ipynb"))["analysis"], "text/plain"), Data(cells["analysis"], "text/plain"));
        Assert.Contains("The controller stopped the run", Data(cells["stubborn"], "text/html"));
        Assert.Contains("Attempt 3 is the same code as attempt 1.", Data(cells["stubborn"], "text/html"));
        Assert.Contains("--resume run-2", Data(cells["stubborn"], "text/html"));

        var graph = Data(cells["state"], "image/svg+xml");
        Assert.All(["Ready", "Planning", "Reflecting", "Succeeded"], state => Assert.Contains(XDocument.Parse(graph).Descendants(), element => element.Value == state));
        var curve = Data(cells["memory-curve"], "image/svg+xml");
        Assert.Contains("memory", XDocument.Parse(curve).Root!.Value);
        Assert.All(["state", "memory-curve", "state-after"], id => Assert.NotEmpty(Data(cells[id], "text/plain")));
        Assert.All(
            cells.Values.SelectMany(Outputs).Where(output => output["data"] is not null).SelectMany(output => output["data"]!.AsObject()),
            item => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(Text(item.Value)), 1, 60_000));
        Assert.DoesNotContain("<script", result.Output + File.ReadAllText(_scratch.File("01-quickstart.out.ipynb")));
    }

    public void Dispose() => _scratch.Dispose();

    private static Dictionary<string, JsonNode> Cells(string file) =>
        JsonNode.Parse(File.ReadAllText(file))!["cells"]!.AsArray().ToDictionary(cell => cell!["id"]!.GetValue<string>(), cell => cell!);

    private static IEnumerable<JsonNode> Outputs(JsonNode cell) => cell["outputs"]?.AsArray().Select(output => output!) ?? [];

    /// <summary>The first output of a cell that has this representation.</summary>
    private static string Data(JsonNode cell, string mime) =>
        Text(Outputs(cell).Select(output => output["data"]?[mime]).First(data => data is not null));

    private static string Text(JsonNode? node) => node is JsonArray lines ? string.Concat(lines.Select(line => line!.ToString())) : node!.ToString();

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "AgentNotebook.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}

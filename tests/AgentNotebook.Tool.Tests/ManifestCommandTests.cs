using System.Text.Json.Nodes;
using AgentNotebook.Tool.Tests.Support;

namespace AgentNotebook.Tool.Tests;

public sealed class ManifestCommandTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    [SandboxFact]
    public async Task the_manifest_of_an_agents_run_names_its_inputs_playbook_level_and_tokens_and_a_check_finds_what_changed()
    {
        CountingPlaybook.Write(_scratch.File("count.yaml"), 1, "0ms");
        File.WriteAllText(_scratch.File("data.csv"), "1,2");
        NotebookFile.Write(_scratch.Path, "book.ipynb", "#!agent-run --model script:count.yaml --input data=data.csv --seed 7 --check \"result == 1\"\n0");
        var run = await ToolProcess.RunAsync(_scratch.Path, "run", "book.ipynb", "--manifest", "book.json");
        Assert.True(run.ExitCode == 0, run.Errors);

        var manifest = JsonNode.Parse(File.ReadAllText(_scratch.File("book.json")))!;
        Assert.Equal(["input data.csv", "playbook count.yaml"], manifest["files"]!.AsArray().Select(file => $"{file!["kind"]} {file["path"]}").Order());
        Assert.Equal("script:count.yaml 7", $"{manifest["runs"]![0]!["models"]![0]} {manifest["runs"]![0]!["seed"]}");
        Assert.Contains($"{manifest["sandboxLevel"]}", new[] { "filtered", "confined", "isolated" });
        Assert.Equal("0", $"{manifest["cells"]![0]!["tokens"]}");
        Assert.DoesNotContain(_scratch.Path, manifest.ToJsonString());
        var stored = JsonNode.Parse(File.ReadAllText(_scratch.File("book.out.ipynb")))!["metadata"]!["agentnb"]!["manifest"];
        Assert.True(JsonNode.DeepEquals(manifest, stored));

        var shown = await ToolProcess.RunAsync(_scratch.Path, "manifest", "show", "book.out.ipynb");
        Assert.Contains("data.csv", shown.Output);
        Assert.Equal(0, shown.ExitCode);
        Assert.Equal(0, (await ToolProcess.RunAsync(_scratch.Path, "manifest", "check", "book.out.ipynb")).ExitCode);

        File.WriteAllText(_scratch.File("data.csv"), "1,3");
        File.AppendAllText(_scratch.File("count.yaml"), "\n");
        var check = await ToolProcess.RunAsync(_scratch.Path, "manifest", "check", "book.out.ipynb");
        Assert.Equal(1, check.ExitCode);
        Assert.Matches(@"DIFFERS +input data\.csv +Its content has changed\.", check.Output);
        Assert.Matches(@"DIFFERS +playbook count\.yaml", check.Output);
        Assert.Matches(@"holds +sandbox level", check.Output);
        Assert.Contains("2 items differ.", check.Output);
    }

    [Fact]
    public async Task a_notebook_without_a_manifest_says_how_to_get_one()
    {
        NotebookFile.Write(_scratch.Path, "book.ipynb", "1");
        var result = await ToolProcess.RunAsync(_scratch.Path, "manifest", "show", "book.ipynb");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("book.ipynb: there is no manifest in it. 'agentnb run' writes one", result.Errors);
    }

    public void Dispose() => _scratch.Dispose();
}

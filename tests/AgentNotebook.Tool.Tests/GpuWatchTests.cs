using System.Text.Json.Nodes;
using System.Xml.Linq;
using AgentNotebook.Tool.Tests.Support;

namespace AgentNotebook.Tool.Tests;

/// <summary><c>agentnb gpu list</c>, <c>watch</c> and <c>show</c> with the real tool, and what outlives one that is killed.</summary>
public sealed class GpuWatchTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    [Fact]
    public async Task what_there_is_is_listed_for_a_person_and_for_a_program()
    {
        var text = await ToolProcess.RunAsync(_scratch.Path, "gpu", "list");
        Assert.True(text.ExitCode == 0, text.Errors);
        Assert.Contains("memory", text.Output);
        Assert.Contains("TOTAL", text.Output);
        var json = JsonNode.Parse((await ToolProcess.RunAsync(_scratch.Path, "gpu", "list", "--json")).Output)!;
        Assert.True((long)json["devices"]![0]!["details"]!["totalBytes"]! > 0);
        Assert.True((long)json["devices"]![0]!["details"]!["reading"]!["usedBytes"]! > 0);
    }

    [Fact]
    public async Task a_watch_that_is_killed_loses_no_sample_it_had_taken()
    {
        using (var tool = ToolProcess.Start(_scratch.Path, "gpu", "watch", "--rate", "200", "--every", "100ms", "--log", "samples.log"))
        {
            for (var lines = 0; lines < 5; lines++)
            {
                Assert.NotNull(tool.WaitForLine("in use"));
            }

            tool.Kill();
        }

        var shown = await ToolProcess.RunAsync(_scratch.Path, "gpu", "show", "samples.log", "--json");
        Assert.True(shown.ExitCode == 0, shown.Errors);
        var seconds = JsonNode.Parse(shown.Output)!["devices"]![0]!["seconds"]!.AsArray().Select(value => (double)value!).ToList();

        // Printed were the times of samples up to the fifth line's; there are at least those.
        Assert.True(seconds.Count >= 10 && seconds[^1] >= 0.3, $"{seconds.Count} samples up to {seconds[^1]} s");
        Assert.Equal(seconds.Order(), seconds);
        var drawn = await ToolProcess.RunAsync(_scratch.Path, "gpu", "show", "samples.log", "--svg", "curve.svg");
        Assert.Contains("peak", drawn.Output);
        Assert.Equal("svg", XElement.Load(_scratch.File("curve.svg")).Name.LocalName);
        Assert.Equal(1, (await ToolProcess.RunAsync(_scratch.Path, "gpu", "show", "samples.log", "--svg", "curve.svg")).ExitCode);
        var again = await ToolProcess.RunAsync(_scratch.Path, "gpu", "watch", "--for", "300ms", "--log", "samples.log", "--csv");
        Assert.True(again.ExitCode == 0, again.Errors);
        Assert.StartsWith("seconds,device,used_bytes,", again.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(_scratch.File("samples.log.previous")));
    }

    [Fact]
    public async Task a_notebook_that_is_killed_leaves_its_curve_to_the_next_one_and_one_that_ends_leaves_none()
    {
        NotebookFile.Write(_scratch.Path, "long.ipynb", "#!gpu-mem --mark before-the-end\nSystem.IO.File.WriteAllText(\"ready\", \"\");\nSystem.Threading.Thread.Sleep(System.Threading.Timeout.Infinite);");
        using (var tool = ToolProcess.Start(_scratch.Path, "run", "long.ipynb"))
        {
            while (!File.Exists(_scratch.File("ready")))
            {
                Assert.False(tool.HasExited);
                await Task.Delay(20);
            }

            tool.Kill();
        }

        NotebookFile.Write(_scratch.Path, "long.ipynb", "#!gpu-mem --previous");
        var next = await ToolProcess.RunAsync(_scratch.Path, "run", "long.ipynb");
        Assert.True(next.ExitCode == 0, next.Output + next.Errors);
        Assert.Contains("before-the-end", NotebookFile.Outputs(_scratch.File("long.out.ipynb")));
        Assert.DoesNotContain(Directory.GetFiles(_scratch.File(".agentnb")), file => file.EndsWith(".log", StringComparison.Ordinal) || file.EndsWith(".lock", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("goes from 1 to 200", "watch", "--rate", "500")]
    [InlineData("--for takes a time", "watch", "--for", "long")]
    [InlineData("two forms of the same", "watch", "--json", "--csv")]
    [InlineData("--overwrite goes with --svg", "show", "samples.log", "--overwrite")]
    public async Task options_that_make_no_sense_exit_with_2(string reason, params string[] options)
    {
        var result = await ToolProcess.RunAsync(_scratch.Path, ["gpu", .. options]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(reason, result.Errors);
    }

    [Fact]
    public async Task what_is_no_log_exits_with_1_and_its_place()
    {
        File.WriteAllText(_scratch.File("other.log"), "rubbish\n");
        var result = await ToolProcess.RunAsync(_scratch.Path, "gpu", "show", "other.log");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("other.log, line 1", result.Errors);
    }

    public void Dispose() => _scratch.Dispose();
}

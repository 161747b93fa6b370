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
        var lesson = await Lesson.RunAsync(_scratch, "01-quickstart");
        Assert.True(lesson.Result.ExitCode == 0, lesson.Result.Errors);
        Assert.Contains("run-1 Succeeded", lesson.Result.Output);

        var cells = lesson.Cells;
        // Mostly the third; on a busy machine a candidate may run into its time limit, and the next one is tried.
        Assert.Contains("Succeeded on attempt", Lesson.Data(cells["pendulum"], "text/html"));
        Assert.Equal(Lesson.Data(lesson.Stored["analysis"], "text/plain"), Lesson.Data(cells["analysis"], "text/plain"));
        Assert.Contains("The controller stopped the run", Lesson.Data(cells["stubborn"], "text/html"));
        Assert.Contains("Attempt 3 is the code of attempt 1.", Lesson.Data(cells["stubborn"], "text/html"));
        Assert.Contains("#!agent-resume run-2", Lesson.Data(cells["stubborn"], "text/html"));

        var graph = Lesson.Data(cells["state"], "image/svg+xml");
        Assert.All(["Ready", "Planning", "Reflecting", "Succeeded"], state => Assert.Contains(XDocument.Parse(graph).Descendants(), element => element.Value == state));
        var curve = Lesson.Data(cells["memory-curve"], "image/svg+xml");
        Assert.Contains("memory", XDocument.Parse(curve).Root!.Value);
        Assert.All(["state", "memory-curve", "state-after"], id => Assert.NotEmpty(Lesson.Data(cells[id], "text/plain")));
        Assert.All(
            lesson.Shown,
            text => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(text), 1, 60_000));
        Assert.DoesNotContain("<script", lesson.Result.Output + string.Concat(lesson.Shown));
    }

    public void Dispose() => _scratch.Dispose();
}

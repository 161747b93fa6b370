using AgentNotebook.Agents;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Tool.Tests.Support;

namespace AgentNotebook.Polyglot.Tests;

/// <summary>Cells of an engine, with real workers behind the magics.</summary>
public sealed class RunningTests : IAsyncLifetime
{
    private ScriptedEngine _engine = null!;

    public async Task InitializeAsync() => _engine = await ScriptedEngine.StartAsync();

    public Task DisposeAsync()
    {
        _engine.Dispose();
        return Task.CompletedTask;
    }

    [SandboxFact]
    public async Task a_run_shows_one_card_that_changes_in_place_and_its_result_is_a_variable()
    {
        var cell = await _engine.RunAsync("#!agent-run --check \"result.Count == 2\" --as numbers\nvar numbers = new List<int> { 1, 2 };\nvar result = nubmers;");
        Assert.Null(cell.Failure);
        var id = cell.Shown[0].Id;
        Assert.All(cell.Shown, one => Assert.Equal(id, one.Id));
        Assert.Equal([false, .. Enumerable.Repeat(true, cell.Shown.Count - 1)], cell.Shown.Select(one => one.IsUpdate));
        Assert.True(cell.Shown.Count > 1);
        Assert.Contains("Succeeded", cell.Shown[^1].Bundle.Data["text/html"]);
        Assert.Equal(3, await _engine.ValueAsync("numbers.Sum()"));
    }

    [SandboxFact]
    public async Task each_of_several_checks_counts()
    {
        var cell = await _engine.RunAsync("#!agent-run --check \"result > 0\" --check \"result > 100\" --max-iterations 1\n5");
        Assert.NotNull(cell.Failure);
        Assert.Contains("run-1 is", cell.Failure);
        Assert.Contains("#!agent-resume run-1", cell.Failure);
    }

    [SandboxFact]
    public async Task a_variable_goes_into_the_child_and_comes_back_as_another()
    {
        await _engine.CSharpAsync("var readings = new List<double[]> { new[] { 1.5, 2.5 } };");
        var cell = await _engine.RunAsync("#!sandbox --variable readings --as total\nreadings[0].Sum()");
        Assert.Null(cell.Failure);
        Assert.Equal(4.0, await _engine.ValueAsync("total"));
    }

    [SandboxFact]
    public async Task what_the_code_prints_is_printed_and_where_it_throws_is_a_line_of_the_cell()
    {
        var cell = await _engine.RunAsync("#!sandbox\nSystem.Console.WriteLine(\"so far\");\nint.Parse(\"x\");");
        Assert.Equal("so far\n", cell.Printed);
        Assert.StartsWith("(line 3): ", cell.Failure);
        Assert.Contains("FormatException", cell.Failure);
        Assert.DoesNotContain("AgentNotebook.Magics", cell.Failure);
    }

    [SandboxFact]
    public async Task a_run_that_is_stopped_is_cancelled_and_says_so()
    {
        using var stop = new CancellationTokenSource();
        var cell = await _engine.RunAsync("#!agent-run\nwhile (true) { }", stop.Token, _ => stop.Cancel());
        Assert.Equal("#!agent-run was stopped.", cell.Failure);
        Assert.Equal(AgentState.Cancelled, Assert.Single(RunHistory.All(_engine.Extension.Session)).State);
    }

    [SandboxFact]
    public async Task the_welcome_says_which_level_is_active_which_probe_and_which_session()
    {
        var welcome = await _engine.Extension.WelcomeAsync();
        Assert.Matches("Sandbox: (isolated|confined|filtered)\\. The child", welcome);
        Assert.Contains("Memory: ", welcome);
        Assert.Contains("Session 'polyglot' in .agentnb/sessions.db", welcome.Replace('\\', '/'));
        Assert.Contains("#!agent-run", welcome);
    }
}

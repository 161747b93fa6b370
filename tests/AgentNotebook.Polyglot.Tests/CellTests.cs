namespace AgentNotebook.Polyglot.Tests;

/// <summary>Cells of an engine that need no worker.</summary>
public sealed class CellTests : IAsyncLifetime
{
    private ScriptedEngine _engine = null!;

    public async Task InitializeAsync() => _engine = await ScriptedEngine.StartAsync("#!time", "#!who", "#!whos", "#!set", "#!share", "#!import", "#!lsmagic");

    public Task DisposeAsync()
    {
        _engine.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public void what_the_engine_has_itself_stays_the_engines() =>
        Assert.Equal(
            ["#!agent-check", "#!agent-compare", "#!agent-fork", "#!agent-resume", "#!agent-run", "#!agent-stop", "#!check", "#!gpu-mem", "#!sandbox", "#!state", "#!unpack"],
            _engine.Extension.Magics.Select(magic => magic.Name));

    [Theory]
    [InlineData("#!state -h", "Usage: #!state")]
    [InlineData("#!agent-run --help\nanything", "Usage: #!agent-run")]
    public async Task help_is_printed_and_nothing_runs(string code, string help)
    {
        var cell = await _engine.RunAsync(code);
        Assert.Null(cell.Failure);
        Assert.Contains(help, cell.Printed);
        Assert.Empty(cell.Shown);
    }

    [Theory]
    [InlineData("#!agent-run --chek x\n1", "(1,13): #!agent-run has no parameter '--chek'. Did you mean '--check'?")]
    [InlineData("#!agent-run --timeout soon\n1", "(1,23): '--timeout' takes a time such as 500ms, 30s, 5m or 1h, not 'soon'.")]
    [InlineData("#!state --run", "(1,9): '--run' needs a value: --run ID.")]
    [InlineData("#!check", "(1,1): #!check needs 'NAME'")]
    [InlineData("#!agent-run --check \"open\n1", "(1,21): This quote is not closed.")]
    public async Task a_wrong_line_is_refused_with_its_place_and_the_way_out(string code, string message)
    {
        var cell = await _engine.RunAsync(code);
        Assert.NotNull(cell.Failure);
        Assert.StartsWith(message, cell.Failure);
        Assert.Empty(cell.Shown);
    }

    [Fact]
    public async Task a_task_without_a_line_says_what_is_missing()
    {
        var cell = await _engine.RunAsync("#!agent-run --as x\n\n");
        Assert.NotNull(cell.Failure);
        Assert.DoesNotContain("   at ", cell.Failure);
    }

    [Fact]
    public async Task a_cell_whose_language_is_a_magic_is_all_body()
    {
        var record = new CellRecord();
        var magic = _engine.Extension.Magics.Single(magic => magic.Name == "#!agent-check");
        await _engine.Extension.RunAsync(magic, null, record.Cell("result > 0;", CancellationToken.None));
        Assert.Contains("#!agent-check needs 'NAME'", record.Failure);
    }

    [Fact]
    public async Task a_check_sees_the_variables_and_tells_what_it_compared()
    {
        await _engine.CSharpAsync("var drift = 0.5; var steps = new List<int> { 1, 2 };");
        var passed = await _engine.RunAsync("#!check steps\nsteps.Count == 2;");
        Assert.Null(passed.Failure);
        var failed = await _engine.RunAsync("#!check energy\nbool TestDrift() => drift < 0.1;");
        Assert.Contains("drift = 0.5", failed.Texts);
        Assert.False(await Declared("TestDrift"), "What a check declares must not stay.");
    }

    [Fact]
    public async Task a_check_of_what_is_not_there_names_it()
    {
        var cell = await _engine.RunAsync("#!check energy\nenergy.Length == 3;");
        Assert.Contains("there is no 'energy' in the notebook yet", cell.Texts);
    }

    [Fact]
    public async Task a_check_that_does_not_end_is_left_to_itself()
    {
        var cell = await _engine.RunAsync("#!check slow --timeout 100ms\nbool TestSlow() { System.Threading.Thread.Sleep(20000); return true; }");
        Assert.Contains("has not ended after 0.1 s", cell.Texts);
    }

    [Fact]
    public async Task a_check_that_throws_says_what()
    {
        var cell = await _engine.RunAsync("#!check parse\nint.Parse(\"x\") == 1;");
        Assert.Contains("threw FormatException", cell.Texts);
    }

    [Fact]
    public async Task a_value_of_the_session_is_shown_by_state()
    {
        _engine.Extension.Session["readings"] = new List<int> { 1, 2, 3 };
        var cell = await _engine.RunAsync("#!state --flush");
        Assert.Null(cell.Failure);
        Assert.Contains("readings", cell.Texts);
    }

    [Fact]
    public async Task a_variable_that_is_not_there_is_named_with_the_nearest_that_is()
    {
        await _engine.CSharpAsync("var readings = 1; var own = new { A = 1 };");
        Assert.Contains("Did you mean 'readings'?", (await _engine.RunAsync("#!sandbox --variable reading\n1")).Failure);
        Assert.Contains("which a guest does not know", (await _engine.RunAsync("#!sandbox --variable own\n1")).Failure);
    }

    [Fact]
    public void a_second_kernel_in_the_folder_has_a_session_of_its_own()
    {
        using var other = _engine.OpenAgain();
        Assert.Equal(("polyglot", "polyglot-2"), (_engine.Extension.Session.Name, other.Session.Name));
    }

    private async Task<bool> Declared(string name)
    {
        try
        {
            await _engine.ValueAsync($"nameof({name})");
            return true;
        }
        catch (Microsoft.CodeAnalysis.Scripting.CompilationErrorException)
        {
            return false;
        }
    }
}

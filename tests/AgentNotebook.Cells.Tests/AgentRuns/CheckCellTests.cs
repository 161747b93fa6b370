using AgentNotebook.Agents;

namespace AgentNotebook.Cells.Tests.AgentRuns;

public sealed class CheckCellTests : IAsyncDisposable
{
    private const string Energy = """
        #!agent-check energy
        result.Length == 3;

        double Drift(double[] values) => values[^1] - values[0];
        const double Limit = 0.1;
        bool TestDrift(double[] result)
        {
            var drift = Drift(result);
            return drift < Limit;
        }
        void CheckSigns(double[] result)
        {
            if (result.Any(value => value < 0)) throw new InvalidOperationException("a value is negative");
        }
        """;

    private readonly NotebookFolder _notebook = new();

    [Fact]
    public async Task a_check_cell_says_what_it_found()
    {
        await _notebook.StartAsync();
        await _notebook.Run(Energy);
        Assert.Contains("display:Checks 'energy': 1 condition, test methods TestDrift, CheckSigns; helped by Drift, Limit. '#!agent-run --checks energy' uses them.", _notebook.Output.Calls);
        await _notebook.Run("#!agent-check energy\nresult.Length > 0");
        Assert.Contains(_notebook.Output.Calls, call => call.Contains("in the place of earlier ones: 1 condition.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task a_run_has_to_hold_all_checks_of_the_cell_and_a_failed_method_tells_its_values()
    {
        _notebook.Playbook("model.yaml", "new[] { 1.0, 1.2, 1.5 }", "new[] { 1.0, -1, 1.0 }", "new[] { 1.0, 1.0, 1.05 }");
        await _notebook.StartAsync();
        await _notebook.Run(Energy);
        await _notebook.Run("#!agent-run --model script:model.yaml --checks energy --check \"result[0] == 1\"\nSimulate.");

        var run = Assert.Single(_notebook.Runs);
        Assert.Equal(AgentState.Succeeded, run.State);
        Assert.Equal(["result[0] == 1", "result.Length == 3", "TestDrift(result)", "CheckSigns(result)"], run.Request.Brief.Checks);
        Assert.Equal("Check TestDrift(result) does not hold: drift = 0.5", run.Faults[0].Fault.Reason[.."Check TestDrift(result) does not hold: drift = 0.5".Length]);
        Assert.Contains("thrown = \"System.InvalidOperationException: a value is negative\"", run.Faults[1].Fault.Reason);
    }

    [Fact]
    public async Task only_the_methods_that_are_named_are_run()
    {
        await _notebook.StartAsync();
        await _notebook.Run(Energy);
        await _notebook.Run("#!agent-run --checks energy --test TestDrift\nnew[] { 1.0, 1.0 }");
        Assert.Equal(["TestDrift(result)"], _notebook.Runs[0].Request.Brief.Checks);
        Assert.Contains("Did you mean 'TestDrift'?", (await _notebook.Fail("#!agent-run --checks energy --test TestDrifts\n1")).Message);
        Assert.Contains("Did you mean 'energy'?", (await _notebook.Fail("#!agent-run --checks energi\n1")).Message);
    }

    [Fact]
    public async Task the_checks_of_a_run_stay_those_it_began_with()
    {
        _notebook.Playbook("model.yaml", "1", "2");
        await _notebook.StartAsync();
        await _notebook.Run("#!agent-check two\nbool TestTwo(int result) => result == 2;");
        await _notebook.Fail("#!agent-run --model script:model.yaml --checks two --max-iterations 0\nCount.");

        await _notebook.StartAsync();
        await _notebook.Run("#!agent-resume");
        Assert.Equal("2", await _notebook.Value("result"));
    }

    [Fact]
    public async Task the_offline_model_mends_code_under_the_checks_of_a_cell()
    {
        await _notebook.StartAsync();
        await _notebook.Run("var limit = 4;");
        await _notebook.Run("#!agent-check sum\nbool TestSum(int result) => result == 10;\nint unused = 0;");
        await _notebook.Run("#!agent-run --checks sum --input limit\nvar sum = 0;\nfor (var i = 1; i < limit; i++)\n{\n    sum += i;\n}\n\nsum");

        Assert.Equal("10", await _notebook.Value("result"));
    }

    [Theory]
    [InlineData("var a = 1;\n#!agent-check x\nresult > 1;\nresult >;", 4, 9, "CS1525")]
    [InlineData("#!agent-check x\nresult > 1;\nfor (;;) { }", 3, 1, "Here stands a statement")]
    [InlineData("#!agent-check x\nint Helper() => 1;", 2, 0, "no check")]
    [InlineData("#!agent-check x\nint TestIt() => 1;", 2, 1, "has to return bool")]
    [InlineData("#!agent-check x\nasync Task<bool> TestIt() => true;", 2, 7, "has to return bool")]
    [InlineData("#!agent-check x\nbool TestIt(int value) => true;", 2, 12, "one parameter named result")]
    [InlineData("#!agent-check x\nbool TestIt() => true;\nbool TestIt(int result) => true;", 3, 6, "two test methods")]
    [InlineData("#!agent-check x\n", 2, 1, "has no checks")]
    [InlineData("#!agent-check\nresult > 1", 1, 1, "needs 'NAME'")]
    public async Task what_is_no_check_is_told_in_the_lines_of_the_cell(string code, int line, int column, string why)
    {
        await _notebook.StartAsync();
        var error = await _notebook.Fail(code);

        Assert.Equal((line, column), (error.Line, error.Column));
        Assert.Contains(why, error.Message);
    }

    [Fact]
    public async Task what_does_not_compile_beside_the_result_is_an_error_of_the_check_with_its_line()
    {
        await _notebook.StartAsync();
        await _notebook.Run("#!agent-check x\n\nbool TestIt(int result) => result == missing;");
        await _notebook.Fail("#!agent-run --checks x --max-iterations 0\n1");

        Assert.Contains("Check cell, line 2: CS0103", _notebook.Runs[0].Faults[0].Fault.Reason);
    }

    public ValueTask DisposeAsync() => _notebook.DisposeAsync();
}

using AgentNotebook.Display;

namespace AgentNotebook.Cells.Tests.AgentRuns;

public sealed class RunInputTests : IAsyncDisposable
{
    private readonly NotebookFolder _notebook = new();

    [Fact]
    public async Task variables_reach_the_code_by_value_and_the_journal_keeps_them()
    {
        await _notebook.StartAsync();
        File.WriteAllText(Path.Combine(_notebook.Path, "data.csv"), "1\n2\n39");
        await _notebook.Run("var factor = 2; var names = new List<string> { \"a\", \"b\" };");
        await _notebook.Run("#!agent-run --input factor --variable names --input in=data.csv --check \"factor == 2\" --as x\n(Inputs[\"in\"].Lines().Sum(int.Parse) * factor, names.Count)");

        Assert.Equal("86", await _notebook.Value("x.Item1 + x.Item2"));
        var run = Assert.Single(_notebook.Runs);
        Assert.Equal(["factor int 2", "names System.Collections.Generic.List<string> [\"a\",\"b\"]"], run.Inputs.Variables.Select(variable => $"{variable.Name} {variable.Type} {variable.Json}"));
        Assert.Equal("1\n2\n39"u8.ToArray(), Assert.Single(run.Inputs.Files).Bytes.ToArray());
        Assert.Equal(["factor int 1", "names System.Collections.Generic.List<string> 9", "in  6"], run.Request.Brief.Inputs.Select(input => $"{input.Name} {input.Type} {input.Bytes}"));
    }

    [Fact]
    public async Task a_run_that_goes_on_has_the_values_it_began_with()
    {
        _notebook.Playbook("model.yaml", "n", "n + 1");
        await _notebook.StartAsync();
        await _notebook.Run("var n = 41;");
        await _notebook.Fail("#!agent-run --model script:model.yaml --input n --check \"result == 42\" --max-iterations 0\nCount.");

        await _notebook.StartAsync();
        await _notebook.Run("#!agent-resume --as answer");
        Assert.Equal("42", await _notebook.Value("answer"));
    }

    [Fact]
    public async Task a_table_comes_back_as_a_variable_with_its_type()
    {
        await _notebook.StartAsync();
        await _notebook.Run("#!agent-run --as table --check \"result.Count == 2\"\nnew List<(string Name, double[] Values)> { (\"a\", new[] { 1.0 }), (\"b\", new[] { 2.0, 3.0 }) }");

        Assert.Equal("b 3", await _notebook.Value("$\"{table[1].Name} {table[1].Values[1]}\""));
    }

    [Fact]
    public async Task artifacts_of_the_successful_attempt_are_shown_or_else_saved_below_a_folder()
    {
        const string Code = "Artifacts.Save(\"plot.svg\", \"<svg/>\");\nArtifacts.Save(\"t.csv\", \"1\");\n1";
        await _notebook.StartAsync();
        await _notebook.Run("#!agent-run\n" + Code);
        Assert.Contains(_notebook.Output.Bundles, bundle => bundle.Data.TryGetValue(MimeBundle.Html, out var html) && html.Contains("<img ", StringComparison.Ordinal));

        await _notebook.Run("#!agent-run --save out\n" + Code);
        Assert.Equal("1", File.ReadAllText(Path.Combine(_notebook.Path, "out", "t.csv")));
        Assert.Contains("display:Saved to out: plot.svg (6 B), t.csv (1 B).", _notebook.Output.Calls);

        var error = await _notebook.Fail("#!agent-run --save out --as kept\n" + Code);
        Assert.Contains("--overwrite", error.Message);
        Assert.Equal("1", await _notebook.Value("kept"));
    }

    [Fact]
    public async Task inputs_that_are_too_large_together_are_refused_with_their_sizes_and_leave_no_run()
    {
        await _notebook.StartAsync();
        await _notebook.Run("var a = new string('a', 9 << 20); var b = new string('b', 9 << 20);");
        var error = await _notebook.Fail("#!agent-run --input a --input b\n1");

        Assert.Equal(1, error.Line);
        Assert.Contains("18,874,372 bytes together", error.Message);
        Assert.Contains("a 9,437,186, b 9,437,186", error.Message);
        Assert.Empty(_notebook.Runs);
    }

    [Theory]
    [InlineData("#!agent-run --input nuber\n1", 1, 0, "Did you mean 'number'?")]
    [InlineData("#!agent-run --input x=absent\n1", 1, 0, "no such file")]
    [InlineData("#!agent-run --model-for plann=repair\n1", 1, 25, "Did you mean 'plan'?")]
    [InlineData("#!agent-run --model-for plan\n1", 1, 25, "ROLE=MODEL")]
    [InlineData("#!agent-run --model-for plan=a --model-for plan=b\n1", 1, 0, "two models")]
    [InlineData("#!agent-run --endpoint localhost\n1", 1, 0, "http://localhost:11434/v1")]
    [InlineData("#!agent-run --api-key-env sk-secret\n1", 1, 0, "name of an environment variable")]
    [InlineData("#!agent-run --max-cost free\n1", 1, 24, "number above zero")]
    [InlineData("#!agent-run --max-tokens 0\n1", 1, 26, "from 1")]
    [InlineData("#!agent-run --max-cpu fast\n1", 1, 23, "500ms")]
    [InlineData("#!agent-run --memory 1MiB\n1", 1, 1, "at least 64MiB")]
    [InlineData("#!agent-run --checks energy\n1", 1, 0, "#!agent-check energy")]
    [InlineData("#!agent-run --test TestIt\n1", 1, 0, "--checks NAME")]
    [InlineData("#!agent-run --modle repair\n1", 1, 13, "Did you mean '--model'?")]
    [InlineData("#!agent-run --resume run-1\n", 1, 13, "no parameter '--resume'")]
    [InlineData("#!agent-run --model rapair\n1", 0, 0, "Did you mean 'repair'?")]
    [InlineData("#!agent-run\n", 2, 1, "nothing to run")]
    public async Task what_is_wrong_is_refused_with_its_place_and_leaves_no_run(string code, int line, int column, string why)
    {
        await _notebook.StartAsync();
        await _notebook.Run("var number = 1;");
        var error = await _notebook.Fail(code);

        Assert.Equal((line, column), (error.Line, error.Column));
        Assert.Contains(why, error.Message);
        Assert.DoesNotContain("sk-secret", error.Message);
        Assert.Empty(_notebook.Runs);
    }

    [Fact]
    public async Task a_limit_of_gpu_memory_is_refused_in_words_where_there_is_no_gpu_and_kept_where_there_is_one()
    {
        await _notebook.StartAsync();
        if (_notebook.HasGpu)
        {
            await _notebook.Run("#!agent-run --max-gpu-memory 1TiB\n1");
            Assert.Equal(1L << 40, _notebook.Runs[0].Request.Budget.GpuMemoryBytes);
        }
        else
        {
            Assert.Contains("there is no GPU to measure", (await _notebook.Fail("#!agent-run --max-gpu-memory 1GiB\n1")).Message);
        }
    }

    [Fact]
    public async Task every_limit_and_choice_goes_into_the_journal()
    {
        await _notebook.StartAsync();
        await _notebook.Run("#!agent-run --model-for plan=repair --allow-repeat --max-iterations 7 --max-tokens 1000 --max-cost 0.25 --max-cpu 90s --budget 2m --timeout 5s --memory 128MiB --retries 2 --retry-time 9s --seed 4\n1");

        var request = Assert.Single(_notebook.Runs).Request;
        Assert.Equal("repair", request.Models.ModelFor[Models.ModelRole.Plan]);
        Assert.Equal((true, 7, 1000L, 0.25m, TimeSpan.FromSeconds(90)), (request.AllowRepeat, request.Budget.Rounds, request.Budget.Tokens, request.Budget.Cost, request.Budget.GuestCpu));
        Assert.Equal((TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(5), 128L << 20), (request.Budget.WallTime, request.Limits.WallTime, request.Limits.MemoryBytes));
        Assert.Equal((2, TimeSpan.FromSeconds(9), 4), (request.Retry.MaxRetries, request.Retry.MaxTotalDelay, request.Seed));
    }

    public ValueTask DisposeAsync() => _notebook.DisposeAsync();
}

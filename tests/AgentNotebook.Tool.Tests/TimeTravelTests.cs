using System.Text.Json.Nodes;
using AgentNotebook.Sessions;
using AgentNotebook.Tool.Tests.Support;

namespace AgentNotebook.Tool.Tests;

public sealed class TimeTravelTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    [Fact]
    public async Task a_recorded_cell_is_replayed_without_its_model_and_to_the_byte_and_a_changed_one_is_refused()
    {
        CountingPlaybook.Write(_scratch.File("count.yaml"), 3, "1ms");
        NotebookFile.Write(_scratch.Path, "record.ipynb", "#!agent-run --model script:count.yaml --check \"result == 2\" --record runs/count.jsonl\n0");
        var recorded = await ToolProcess.RunAsync(_scratch.Path, "run", "record.ipynb");
        Assert.True(recorded.ExitCode == 0, recorded.Errors);
        var again = await ToolProcess.RunAsync(_scratch.Path, "run", "record.ipynb");
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("--overwrite", again.Errors);

        File.Delete(_scratch.File("count.yaml"));
        NotebookFile.Write(_scratch.Path, "replay.ipynb", "#!agent-run --replay runs/count.jsonl --check \"result == 2\"\n0", "result + 40");
        var replayed = await ToolProcess.RunAsync(_scratch.Path, "run", "replay.ipynb");
        Assert.True(replayed.ExitCode == 0, replayed.Errors);
        Assert.Contains("42", NotebookFile.Outputs(_scratch.File("replay.out.ipynb")));
        Assert.Equal(Entries("record"), Entries("replay"));

        NotebookFile.Write(_scratch.Path, "changed.ipynb", "#!agent-run --replay runs/count.jsonl --check \"result == 1\"\n0");
        var changed = await ToolProcess.RunAsync(_scratch.Path, "run", "changed.ipynb");
        Assert.Equal(1, changed.ExitCode);
        Assert.Contains("diverged at step 1", changed.Errors);
        Assert.Contains("request.brief.checks", changed.Errors);
        Assert.Empty(Entries("changed"));
    }

    [Theory]
    [InlineData("--record a.jsonl --replay b.jsonl", "exclude each other")]
    [InlineData("--replay b.jsonl --model repair", "'--replay' and '--model' exclude each other")]
    [InlineData("--overwrite", "'--overwrite' is about the files of '--record'")]
    [InlineData("--replay b.jsonl", "There is no recording")]
    public async Task parameters_that_contradict_each_other_are_refused_before_anything_runs(string parameters, string said)
    {
        NotebookFile.Write(_scratch.Path, "wrong.ipynb", $"#!agent-run {parameters}\n0");
        var result = await ToolProcess.RunAsync(_scratch.Path, "run", "wrong.ipynb");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(said, result.Errors);
        Assert.Empty(Entries("wrong"));
    }

    [Fact]
    public async Task a_session_is_forked_at_a_step_and_compared_with_what_became_of_it()
    {
        CountingPlaybook.Write(_scratch.File("count.yaml"), 3, "1ms");
        NotebookFile.Write(_scratch.Path, "one.ipynb", "#!agent-run --model script:count.yaml --check \"result == 2\"\n0");
        Assert.Equal(0, (await ToolProcess.RunAsync(_scratch.Path, "run", "one.ipynb")).ExitCode);
        var shown = await ToolProcess.RunAsync(_scratch.Path, "sessions", "show", "one");
        Assert.Matches(@"\n +4  .*Reflecting → Revising", shown.Output);

        var fork = await ToolProcess.RunAsync(_scratch.Path, "sessions", "fork", "one", "--at", "4", "--as", "two", "--json");
        Assert.True(fork.ExitCode == 0, fork.Errors);
        Assert.Equal("revising", JsonNode.Parse(fork.Output)!["state"]!.GetValue<string>());
        NotebookFile.Write(_scratch.Path, "two.ipynb", "#!agent-resume run-1", "#!agent-compare run-1 one/run-1");
        File.WriteAllText(_scratch.File("count.yaml"), File.ReadAllText(_scratch.File("count.yaml")).Replace("code: \"1\"", "code: \"1 + 1\"", StringComparison.Ordinal));
        var resumed = await ToolProcess.RunAsync(_scratch.Path, "run", "two.ipynb");
        Assert.True(resumed.ExitCode == 0, resumed.Errors);
        Assert.Contains("They part at step 5", NotebookFile.Outputs(_scratch.File("two.out.ipynb")));

        var compared = await ToolProcess.RunAsync(_scratch.Path, "sessions", "compare", "one", "two/run-1", "--html", "both.html");
        Assert.True(compared.ExitCode == 0, compared.Errors);
        Assert.Contains("They part at step 5: the code is another.", File.ReadAllText(_scratch.File("both.html")));
        var taken = await ToolProcess.RunAsync(_scratch.Path, "sessions", "compare", "one", "two/run-1", "--html", "both.html");
        Assert.Equal(1, taken.ExitCode);
        Assert.Contains("--overwrite", taken.Errors);
        Assert.Equal(0, (await ToolProcess.RunAsync(_scratch.Path, "sessions", "compare", "one", "two/run-1", "--html", "both.html", "--overwrite")).ExitCode);
        var json = JsonNode.Parse((await ToolProcess.RunAsync(_scratch.Path, "sessions", "compare", "one", "two", "--json")).Output)!;
        Assert.Equal(5, json["partAtStep"]!.GetValue<int>());
        Assert.Contains("≠   5", (await ToolProcess.RunAsync(_scratch.Path, "sessions", "compare", "one", "two")).Output);
        Assert.Equal(0, (await ToolProcess.RunAsync(_scratch.Path, "sessions", "verify")).ExitCode);
    }

    [Fact]
    public async Task what_cannot_be_forked_or_compared_is_named_and_no_store_is_made()
    {
        var nowhere = await ToolProcess.RunAsync(_scratch.Path, "sessions", "fork", "one", "--at", "1");
        Assert.Equal(1, nowhere.ExitCode);
        Assert.False(Directory.Exists(_scratch.File(".agentnb")));
        NotebookFile.Write(_scratch.Path, "one.ipynb", "#!agent-run --check \"result == 0\"\n0");
        await ToolProcess.RunAsync(_scratch.Path, "run", "one.ipynb");
        Assert.Contains("steps 1 to 4", (await ToolProcess.RunAsync(_scratch.Path, "sessions", "fork", "one", "--at", "9")).Errors);
        Assert.Contains("no session 'two'", (await ToolProcess.RunAsync(_scratch.Path, "sessions", "compare", "one", "two")).Errors);
        Assert.Equal(2, (await ToolProcess.RunAsync(_scratch.Path, "sessions", "fork", "one")).ExitCode);
    }

    public void Dispose() => _scratch.Dispose();

    // Runs alone: that a pass began and ended has a time of its own.
    private IReadOnlyList<string> Entries(string session)
    {
        using var store = SqliteSessionStore.OpenReadOnly(_scratch.File(".agentnb/sessions.db"));
        return [.. store.Read(session).Where(entry => entry.Run.Length > 0).Select(entry => $"{entry.Time:O} {entry.Run} {entry.Kind} {entry.Version} {entry.Payload}")];
    }
}

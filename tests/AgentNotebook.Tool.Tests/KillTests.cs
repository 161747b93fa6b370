using AgentNotebook.Agents;
using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Sessions;
using AgentNotebook.Tool.Reports;
using AgentNotebook.Tool.Tests.Support;

namespace AgentNotebook.Tool.Tests;

/// <summary>The real tool, killed with SIGKILL in the middle of a run, again and again.</summary>
public sealed class KillTests : IDisposable
{
    private static readonly int _kills = Thorough.IsAsked ? 50 : 10;
    // More rounds than all the kills leave time for, so that each kill finds the run unfinished.
    private static readonly int _rounds = (3 * _kills) + 30;

    private readonly ScratchFolder _scratch = new();

    [Fact]
    public async Task a_run_killed_at_random_moments_loses_no_acknowledged_transition_and_repeats_no_finished_model_call()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        WritePlaybook();
        NotebookFile.Write(_scratch.Path, "killed.ipynb", $"#!agent-run --model script:loop.yaml --max-iterations {_rounds} --check \"result == {_rounds}\"\n0");
        var store = _scratch.File("sessions.db");
        List<JournalEntry> before = [];
        var (kills, finished) = (0, false);
        while (!finished && kills < _kills)
        {
            using var tool = ToolProcess.Start(_scratch.Path, "run", "killed.ipynb", "--store", store);
            var acknowledged = await KillSoonAsync(tool, random);
            finished = acknowledged is null;
            kills += finished ? 0 : 1;
            var after = Read(store);
            AssertContinues(before, after, seed);
            Assert.True(acknowledged is null or "" || after.Any(entry => IsTransitionTo(entry, acknowledged)), $"seed {seed}: '{acknowledged}' was shown, but is not in the journal");
            before = after;
        }

        Assert.Equal(_kills, kills);
        var last = await ToolProcess.RunAsync(_scratch.Path, "run", "killed.ipynb", "--store", store);
        Assert.True(last.ExitCode == 0, $"seed {seed}: {last.Output}\n{last.Errors}");
        var entries = Read(store);
        AssertContinues(before, entries, seed);
        AssertOneFinishedRun(entries, seed);
    }

    public void Dispose() => _scratch.Dispose();

    /// <summary>Kills the tool at a random moment after it began: sometimes while it starts, sometimes amid a run.</summary>
    /// <returns>The last state it had shown; <see langword="null"/> when it came to its end first.</returns>
    private static async Task<string?> KillSoonAsync(ToolProcess tool, Random random)
    {
        var amidRun = random.Next(4) > 0;
        var shown = amidRun ? tool.WaitForLine("run-1") ?? "" : "";
        await Task.Delay(random.Next(amidRun ? 400 : 900));
        if (tool.HasExited)
        {
            return null;
        }

        tool.Kill();
        return shown.Split(' ').FirstOrDefault(word => Enum.TryParse<AgentState>(word, out _)) ?? "";
    }

    private static bool IsTransitionTo(JournalEntry entry, string state) =>
        RunEventCodec.Decode(entry) is Transitioned transition && transition.To.ToString() == state;

    private static void AssertContinues(List<JournalEntry> before, List<JournalEntry> after, int seed) =>
        Assert.True(after.Count >= before.Count && before.SequenceEqual(after.Take(before.Count)), $"seed {seed}: what was on the disk before a kill is not there after it");

    private static void AssertOneFinishedRun(List<JournalEntry> entries, int seed)
    {
        var run = Assert.Single(RunHistory.Read(entries));
        Assert.True(run.State == AgentState.Succeeded, $"seed {seed}: the run is {run.State}: {run.LastReason}");
        var answered = new HashSet<int>();
        foreach (var happened in entries.Select(RunEventCodec.Decode))
        {
            switch (happened)
            {
                case ModelAsked asked:
                    Assert.True(!answered.Contains(asked.Call), $"seed {seed}: call {asked.Call} was made again after it had been answered");
                    break;
                case ModelAnswered answer:
                    Assert.True(answered.Add(answer.Call), $"seed {seed}: call {answer.Call} was answered twice");
                    break;
            }
        }

        Assert.Equal(_rounds + 1, answered.Count);
        Assert.Equal(Enumerable.Range(1, _rounds + 1), run.Attempts.Select(attempt => attempt.Number));
    }

    private static List<JournalEntry> Read(string file)
    {
        if (!File.Exists(file))
        {
            return [];
        }

        using var store = SqliteSessionStore.OpenReadOnly(file);
        Assert.Empty(StoreVerification.Verify(store, null).Problems);
        return store.List().Count == 0 ? [] : [.. store.Read("killed")];
    }

    private void WritePlaybook() => CountingPlaybook.Write(_scratch.File("loop.yaml"), _rounds, "20ms");
}

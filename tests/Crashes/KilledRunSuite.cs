using AgentNotebook.Agents;
using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Crashes.Layer;
using AgentNotebook.Sessions;
using Xunit.Abstractions;

namespace AgentNotebook.Crashes;

/// <summary>An agent's run that is killed at any call it makes on its journal, or cut off from power there, and taken up again.</summary>
public abstract class KilledRunSuite(ITestOutputHelper output) : CrashSuite(output)
{
    private const string Session = "run";
    private const int ModelCalls = 5;
    private const int Killed = 137;

    [FaultLayerFact]
    public void a_run_killed_at_any_call_on_its_journal_goes_on_and_repeats_no_finished_model_call()
    {
        var random = new Random(Amount.Seed);
        List<int> calls;
        using (var stage = new CrashStage())
        {
            var promises = new Promises();
            Assert.Equal(0, Drive(stage.Layered(""), stage.Files, promises));
            Finished(stage.Files, promises);
            calls = stage.Calls.ConvertAll(call => call.Number);
        }

        var tally = Tally($"a run killed at each of {calls.Count} calls");
        tally.TryAll(Amount.Of(calls, 10, 60, random), call =>
        {
            using var stage = new CrashStage();
            var promises = new Promises();
            Assert.Equal(Killed, Drive(stage.Layered($"kill@{call}"), stage.Files, promises));
            tally.Add("kills");
            tally.Add("entries acknowledged", promises.Entries.GetValueOrDefault(Session));
            // The process alone died, or the machine with it.
            var folder = call % 2 == 0 ? stage.Files : stage.CutPower(new Random(Amount.Seed ^ call));
            var answered = Answered(folder, promises);
            var resumed = new Promises();
            Assert.Equal(0, Drive([], folder, resumed));
            Assert.DoesNotContain(resumed.Asked, answered.Contains);
            Finished(folder, promises);
            tally.Add("runs taken up");
            tally.Add("model calls not repeated", answered.Count);
        });
        tally.End();
    }

    private int Drive(Dictionary<string, string> variables, string folder, Promises promises)
    {
        using var crasher = Start(variables, "run", Address(folder), $"{ModelCalls}");
        var exit = crasher.ReadToEnd(promises);
        Assert.True(exit is 0 or Killed, crasher.Errors);
        Assert.True(exit == Killed || promises.End == "Succeeded", $"the run ended as '{promises.End}'");
        return exit;
    }

    /// <summary>The model calls whose answers the journal holds.</summary>
    private HashSet<int> Answered(string folder, Promises promises)
    {
        using var store = Open(Address(folder));
        var entries = Entries(store);
        var acknowledged = promises.Entries.GetValueOrDefault(Session);
        Assert.True(entries.Count >= acknowledged, $"{acknowledged} acknowledged, {entries.Count} there");
        return [.. entries.Select(RunEventCodec.Decode).OfType<ModelAnswered>().Select(answer => answer.Call)];
    }

    private static List<JournalEntry> Entries(ISessionStore store)
    {
        var report = store.Verify();
        Assert.True(report.IsIntact, string.Join('\n', report.Problems));
        return store.List().Any(session => session.Name == Session) ? [.. store.Read(Session)] : [];
    }

    private void Finished(string folder, Promises promises)
    {
        using var store = Open(Address(folder));
        var entries = Entries(store);
        Assert.True(entries.Count >= promises.Entries.GetValueOrDefault(Session));
        var run = Assert.Single(RunHistory.Read(entries));
        Assert.Equal(AgentState.Succeeded, run.State);
        Assert.Equal(Enumerable.Range(1, ModelCalls), run.Attempts.Select(attempt => attempt.Number));
        Assert.Equal(Enumerable.Range(1, ModelCalls), entries.Select(RunEventCodec.Decode).OfType<ModelAnswered>().Select(answer => answer.Call));
        var state = AgentState.Ready;
        foreach (var (_, transition) in run.Transitions)
        {
            Assert.Equal(state, transition.From);
            Assert.Equal(TransitionTable.Default.Next(state, transition.Trigger), transition.To);
            state = transition.To;
        }
    }
}

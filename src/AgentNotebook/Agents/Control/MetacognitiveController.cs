using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Execution.Compiling;

namespace AgentNotebook.Agents.Control;

/// <summary>
/// Watches what the journal says of a run and stops it when a limit is reached. It looks at the record, never into the states, and
/// what it decides it can prove from the record.
/// </summary>
public static class MetacognitiveController
{
    /// <summary>Judges a step before it is taken.</summary>
    /// <param name="run">The run as the journal knows it.</param>
    /// <param name="proposed">What the state asked for.</param>
    /// <param name="happened">What the step adds to the journal.</param>
    /// <returns>Why the run has to stop, or <see langword="null"/> to let the step pass.</returns>
    public static ControllerStopped? Judge(RunRecord run, AgentTrigger proposed, IReadOnlyList<RunEvent> happened)
    {
        if (run.State == AgentState.Ready || proposed is AgentTrigger.ChecksPassed or AgentTrigger.AskHuman or AgentTrigger.GiveUp or AgentTrigger.Cancel)
        {
            return null;
        }

        var budget = run.Request.Budget;
        if (run.ActiveTime > budget.WallTime)
        {
            return new ControllerStopped(
                $"The time budget of {budget.WallTime.TotalSeconds:0.#} s is spent.",
                [$"Active for {run.ActiveTime.TotalSeconds:0.0} s, {run.Rounds} of {budget.Rounds} rounds used."]);
        }

        return proposed == AgentTrigger.RevisionNeeded ? JudgeRounds(run, happened) : null;
    }

    /// <summary>Rounds used, repetitions included.</summary>
    public static int RoundsUsed(RunRecord run) => run.Rounds + Repetitions(run, []).Count;

    private static ControllerStopped? JudgeRounds(RunRecord run, IReadOnlyList<RunEvent> happened)
    {
        var limit = run.Request.Budget.Rounds;
        var repetitions = Repetitions(run, happened);
        if (run.Rounds + repetitions.Count < limit)
        {
            return null;
        }

        var counted = repetitions.Count == 0 ? "" : $" and {repetitions.Count} {(repetitions.Count == 1 ? "repetition" : "repetitions")}";
        var last = happened.OfType<FaultMet>().LastOrDefault();
        return new ControllerStopped(
            $"The limit of {limit} rounds is reached: {run.Rounds} {(run.Rounds == 1 ? "revision" : "revisions")}{counted} did not lead to success.",
            [.. repetitions, .. last is null ? Array.Empty<string>() : [$"What stands in the way now: {last.Fault.Reason}"]]);
    }

    private static List<string> Repetitions(RunRecord run, IReadOnlyList<RunEvent> happened)
    {
        var found = new List<string>();
        var codes = new Dictionary<string, int>();
        foreach (var attempt in run.Attempts.Skip(run.AttemptsBeforeReopening))
        {
            if (!codes.TryAdd(CodeFingerprint.Of(attempt.Code), attempt.Number))
            {
                found.Add($"Attempt {attempt.Number} is the same code as attempt {codes[CodeFingerprint.Of(attempt.Code)]}.");
            }
        }

        var faults = new HashSet<string>();
        foreach (var met in run.Faults.Skip(run.FaultsBeforeReopening).Concat(happened.OfType<FaultMet>()).Where(met => met.State == AgentState.Reflecting))
        {
            if (!faults.Add(met.Fault.Fingerprint))
            {
                found.Add($"The same fault came again ({met.Fault.Rule}, {met.Fault.Fingerprint}): {met.Fault.Reason}");
            }
        }

        return found;
    }
}

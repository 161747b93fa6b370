using AgentNotebook.Agents.Control.Limits;
using AgentNotebook.Agents.Control.Loops;
using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Faults;
using AgentNotebook.Agents.Runs;

namespace AgentNotebook.Agents.Control;

/// <summary>
/// Watches what the journal says of a run: stops it at its limits, and when it goes round in circles speaks to the model, then changes its
/// strategy, then stops it. It looks at the record, never into the states, and what it decides it can prove from the record.
/// </summary>
public static class MetacognitiveController
{
    /// <summary>Judges a step before it is taken.</summary>
    /// <param name="run">The run as the journal knows it.</param>
    /// <param name="proposed">What the state asked for.</param>
    /// <param name="happened">What the step adds to the journal.</param>
    /// <param name="canChangeStrategy">Whether the model can be asked for a fresh plan.</param>
    /// <returns>What happens instead, or <see langword="null"/> to let the step pass.</returns>
    public static ControllerRuling? Judge(RunRecord run, AgentTrigger proposed, IReadOnlyList<RunEvent> happened, bool canChangeStrategy)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(happened);
        if (proposed != AgentTrigger.Cancel && MemoryBudgetRule.Judge(run, Last(happened)) is { } passed)
        {
            return passed;
        }

        if (run.State == AgentState.Ready || proposed is AgentTrigger.ChecksPassed or AgentTrigger.AskHuman or AgentTrigger.GiveUp or AgentTrigger.Cancel)
        {
            return null;
        }

        if (HardLimits.Broken(run, proposed) is { } broken)
        {
            return Stop(run, broken, Last(happened));
        }

        if (proposed != AgentTrigger.RevisionNeeded)
        {
            return null;
        }

        if (MemoryRule.Judge(run, Last(happened)) is { } ruling)
        {
            return ruling;
        }

        return !run.Request.AllowRepeat && LoopDetectors.Look(run) is { } alarm ? Escalation.After(run, alarm, canChangeStrategy) : null;
    }

    private static ControllerRuling Stop(RunRecord run, ControllerStopped broken, Fault? fault) => new(
        broken with
        {
            Evidence =
            [
                .. broken.Evidence,
                .. Escalation.Evidence(run),
                .. fault is null ? [] : new[] { $"What stands in the way now: {fault.Reason}" },
            ],
        },
        null);

    private static Fault? Last(IReadOnlyList<RunEvent> happened)
    {
        for (var index = happened.Count - 1; index >= 0; index--)
        {
            if (happened[index] is FaultMet met)
            {
                return met.Fault;
            }
        }

        return null;
    }
}

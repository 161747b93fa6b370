using AgentNotebook.Agents.Control.Loops;
using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Models;

namespace AgentNotebook.Agents.Control;

/// <summary>What follows on an alarm: first a word to the model, then another strategy where the model has one, then the end of the run.</summary>
internal static class Escalation
{
    /// <summary>The next step, by what was said since the run began or was last reopened.</summary>
    /// <param name="run">The run.</param>
    /// <param name="alarm">What was seen now.</param>
    /// <param name="canChangeStrategy">Whether the model can be asked for a fresh plan.</param>
    public static ControllerRuling After(RunRecord run, LoopAlarm alarm, bool canChangeStrategy)
    {
        var said = Said(run).Select(intervention => intervention.Event.Kind).ToHashSet();
        if (!said.Contains(GuidanceKind.Nudge))
        {
            return new ControllerRuling(new ControllerIntervened(GuidanceKind.Nudge, alarm.Pattern, alarm.Evidence, alarm.Guidance), AgentTrigger.RevisionNeeded);
        }

        if (canChangeStrategy && !said.Contains(GuidanceKind.ChangeStrategy))
        {
            var guidance = $"{alarm.Guidance} You were told before, and it did not help: give up this approach. Make a fresh plan that rests on another idea"
                + $"{(run.Plan.Length > 0 ? $" than this one: {Wording.Short(run.Plan)}" : ".")} Aim at a simpler goal first, one that can be checked by itself, and build on it only when it holds.";
            return new ControllerRuling(new ControllerIntervened(GuidanceKind.ChangeStrategy, alarm.Pattern, alarm.Evidence, guidance), AgentTrigger.Replan);
        }

        return new ControllerRuling(
            new ControllerStopped(
                $"The run goes round in circles ({alarm.Pattern}), and {(said.Contains(GuidanceKind.ChangeStrategy) ? "neither a warning nor another strategy helped" : "a warning did not help")}.",
                [.. Evidence(run), .. alarm.Evidence, "A hint, other code, or another model may lead out. Where repeating is what the task is about, allow it."]) { Pattern = alarm.Pattern },
            null);
    }

    /// <summary>What earlier alarms rested on.</summary>
    public static IEnumerable<string> Evidence(RunRecord run) => Said(run).SelectMany(intervention => intervention.Event.Evidence);

    private static IEnumerable<Intervention> Said(RunRecord run) => run.Interventions.Skip(run.InterventionsBeforeReopening);
}

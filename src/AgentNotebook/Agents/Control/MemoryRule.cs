using AgentNotebook.Agents.Control.Loops;
using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Faults;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Models;

namespace AgentNotebook.Agents.Control;

/// <summary>The rule for a guest that ran out of memory: once the run goes on with less at a time; the second time it stops.</summary>
internal static class MemoryRule
{
    public const string Pattern = "out-of-memory";

    /// <summary>Judges a step that ends with a fault.</summary>
    /// <param name="run">The run.</param>
    /// <param name="now">The fault that was just met, not in the run's record yet.</param>
    /// <returns><see langword="null"/> when it was not memory.</returns>
    public static ControllerRuling? Judge(RunRecord run, Fault? now)
    {
        if (now?.Rule != FaultRules.OutOfMemory)
        {
            return null;
        }

        var attempt = run.Attempts.Count;
        var evidence = $"Attempt {attempt} ran out of memory: {Wording.Short(now)}";
        if (run.Interventions.Skip(run.InterventionsBeforeReopening).FirstOrDefault(said => said.Event.Kind == GuidanceKind.UseLessMemory) is not { } first)
        {
            return new ControllerRuling(
                new ControllerIntervened(
                    GuidanceKind.UseLessMemory,
                    Pattern,
                    [evidence],
                    $"{evidence} It may use {run.Request.Limits.MemoryBytes >> 20} MiB. Do the same work with at most half the memory at a time: in parts of half the size, as a stream, in a smaller type, or in place. There is one such try."),
                AgentTrigger.RevisionNeeded);
        }

        return new ControllerRuling(
            new ControllerStopped(
                "The code ran out of memory a second time, after it was asked to use less.",
                [.. first.Event.Evidence, evidence, $"Allow more than {run.Request.Limits.MemoryBytes >> 20} MiB, or hint at a way that needs less."]) { Pattern = Pattern },
            null);
    }
}

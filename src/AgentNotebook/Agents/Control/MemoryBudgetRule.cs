using AgentNotebook.Agents.Control.Loops;
using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Faults;
using AgentNotebook.Agents.Runs;

namespace AgentNotebook.Agents.Control;

/// <summary>The rule for a step that was cut off because it took more GPU memory than the run may use: the run stops.</summary>
internal static class MemoryBudgetRule
{
    /// <summary>As the limit calls itself when it is met between two steps.</summary>
    public const string Pattern = "gpu-memory";

    /// <summary>Judges a step that ends with a fault.</summary>
    /// <param name="run">The run.</param>
    /// <param name="now">The fault that was just met, not in the run's record yet.</param>
    /// <returns><see langword="null"/> when it was not the budget.</returns>
    public static ControllerRuling? Judge(RunRecord run, Fault? now) => now?.Rule != FaultRules.MemoryBudget
        ? null
        : new ControllerRuling(
            new ControllerStopped(
                "The limit on GPU memory was passed within a step.",
                [$"{run.State} was cut off: {Wording.Short(now)}", "Resume with a higher limit, or hint at a way that needs less."]) { Pattern = Pattern },
            null);
}

using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;

namespace AgentNotebook.Models.Repair;

/// <summary>What trying a candidate showed.</summary>
/// <param name="Errors">Why the code or a check did not compile; empty when it ran.</param>
/// <param name="Outcome">How the run ended; null when it did not compile.</param>
internal sealed record Trial(IReadOnlyList<CodeDiagnostic> Errors, GuestOutcome? Outcome)
{
    public bool Passed => Outcome is { Verdict: Verdict.Completed } outcome && outcome.Checks.All(check => check.Passed);
}

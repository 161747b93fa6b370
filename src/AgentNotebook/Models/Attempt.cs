using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;

namespace AgentNotebook.Models;

/// <summary>One piece of code and its outcome.</summary>
/// <param name="Number">Counted from 1 within its run.</param>
/// <param name="Code">The code that was tried.</param>
/// <param name="Errors">What the compiler said; empty when it compiled.</param>
/// <param name="Outcome">What happened in the child; <see langword="null"/> when it did not compile.</param>
public sealed record Attempt(int Number, string Code, IReadOnlyList<CodeDiagnostic> Errors, GuestOutcome? Outcome)
{
    /// <summary>Whether the code ran to its end and every check held.</summary>
    public bool Succeeded => Outcome is { Verdict: Verdict.Completed } outcome && outcome.Checks.All(check => check.Passed);
}

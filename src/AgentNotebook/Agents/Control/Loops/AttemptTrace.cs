using System.Runtime.CompilerServices;
using AgentNotebook.Agents.Faults;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;
using AgentNotebook.Models;

namespace AgentNotebook.Agents.Control.Loops;

/// <summary>What the detectors compare of an attempt.</summary>
/// <param name="Number">The attempt's number.</param>
/// <param name="Code">The code.</param>
/// <param name="Shape">Equal for code that differs in white space, comments and its own names only.</param>
/// <param name="Fault">What went wrong.</param>
/// <param name="Complaint">Equal for faults of which the same is said, wherever in the code they are and whatever the values.</param>
/// <param name="Progress">How near it came.</param>
internal sealed record AttemptTrace(int Number, string Code, string Shape, Fault Fault, string Complaint, AttemptProgress Progress)
{
    // Made once for each attempt and each request, however often the controller looks at them.
    private static readonly ConditionalWeakTable<Attempt, AttemptTrace> _known = [];
    private static readonly ConditionalWeakTable<RunRequest, IReadOnlySet<string>> _namesOfChecks = [];

    /// <summary>Whether the code differs in white space and comments only.</summary>
    public bool HasTokensOf(AttemptTrace other) => Shape == other.Shape && (Code == other.Code || CodeFingerprint.Of(Code) == CodeFingerprint.Of(other.Code));

    /// <summary>The trace of an attempt that failed.</summary>
    public static AttemptTrace Of(Attempt attempt, RunRequest request) => _known.GetValue(attempt, _ =>
        new AttemptTrace(
            attempt.Number,
            attempt.Code,
            CodeShape.Of(attempt.Code, _namesOfChecks.GetValue(request, NamesOfChecks)).Fingerprint,
            FaultClassifier.Classify(attempt),
            ComplaintOf(attempt),
            AttemptProgress.Of(attempt)));

    private static IReadOnlySet<string> NamesOfChecks(RunRequest request) =>
        request.Brief.Checks.Append(request.Brief.CheckCode).SelectMany(CodeShape.NamesIn).ToHashSet(StringComparer.Ordinal);

    private static string ComplaintOf(Attempt attempt) => attempt switch
    {
        { Errors.Count: > 0 } => string.Join(' ', attempt.Errors.Select(error => error.Id).Order(StringComparer.Ordinal)),
        { Outcome: { Verdict: Verdict.Completed } outcome } => string.Join('\n', outcome.Checks.Where(check => !check.Passed).Select(check => check.Expression)),
        { Outcome.Exception: { } exception } => $"{exception.Type} {FaultText.Essence(exception.Message)}",
        _ => $"{attempt.Outcome?.Verdict} {FaultText.Essence(attempt.Outcome?.Reason ?? "")}",
    };
}

using AgentNotebook.Agents;
using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Faults;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Display.StateGraph;
using AgentNotebook.Display.Svg;
using AgentNotebook.Execution;
using AgentNotebook.Models;

namespace AgentNotebook.Display.RunCard;

/// <summary>What a card says of a run, before it is HTML or text.</summary>
internal sealed class RunFacts
{
    private readonly Dictionary<int, Revision> _revisions = [];

    internal RunFacts(RunRecord run, RunCardOptions options)
    {
        (Run, Options) = (run, options);
        Path = new RunPath(run);
        Budgets = BudgetWords.Of(run);
        var next = 0;
        for (var i = 0; i < run.Attempts.Count; i++)
        {
            // In order: a revision was tried by the first attempt after it with its code. A call that led nowhere has none.
            for (var k = next; k < run.Revisions.Count; k++)
            {
                if (run.Revisions[k].Code == run.Attempts[i].Code)
                {
                    _revisions[i] = run.Revisions[k];
                    next = k + 1;
                    break;
                }
            }
        }
    }

    internal RunRecord Run { get; }

    internal RunCardOptions Options { get; }

    internal RunPath Path { get; }

    /// <summary>Whether a process may be driving it.</summary>
    internal bool IsUnderWay => !TransitionTable.IsResting(Run.State);

    /// <summary>What memory did: of a run that rests, what its journal says.</summary>
    internal MemoryObserved? Memory => IsUnderWay ? Options.MemorySoFar ?? Run.Memory : Run.Memory;

    /// <summary>What the model is writing, where that is known.</summary>
    internal WrittenSoFar? Writing => IsUnderWay && Options.Writing is { Characters: > 0 } writing ? writing : null;

    internal IReadOnlyList<BudgetWords> Budgets { get; }

    /// <summary>What was spent before a person granted a fresh budget, too; <see langword="null"/> when none was granted.</summary>
    internal string? SpentInAll => Run.Spent == Run.SpentOfBudget ? null : $"The budgets count since a person sent the run on. In all it spent {BudgetWords.Spent(Run)}.";

    internal SandboxLevel? Level => Options.Level ?? Run.Attempts.LastOrDefault(attempt => attempt.Outcome is not null)?.Outcome!.Level;

    /// <summary>The model call whose answer the run waits for; a call that ended in a fault is none.</summary>
    internal ModelAsked? CallInFlight => Run.CallInFlight is { } call && call.State == Run.State ? call : null;

    /// <summary>Whether a person can send it on its way again.</summary>
    internal bool CanGoOn => Run.State is AgentState.AwaitingHuman or AgentState.Failed or AgentState.Cancelled;

    /// <summary>What the model said when it gave the code of an attempt; <see langword="null"/> when the code came from elsewhere.</summary>
    /// <param name="index">Position of the attempt, from 0.</param>
    internal string? Explanation(int index) => _revisions.GetValueOrDefault(index)?.Explanation;

    /// <summary>How the fault of an attempt was judged; <see langword="null"/> when it was not.</summary>
    internal Fault? Judged(Attempt attempt) => attempt.Succeeded || attempt is { Errors: [], Outcome: null } || FaultClassifier.Classify(attempt) is not { } own
        ? null
        : Run.Faults.LastOrDefault(met => met.State == AgentState.Reflecting && met.Fault.Fingerprint == own.Fingerprint)?.Fault;

    /// <summary>What the answer means: the model's words, or for a model that does not explain, what the record tells.</summary>
    internal string Explained => Run.Explanation is { } explanation && !string.IsNullOrWhiteSpace(explanation) ? explanation : (Run.Attempts.Count, Explanation(Run.Attempts.Count - 1)) switch
    {
        (<= 1, _) => "The first code did it; nothing had to be changed.",
        (var count, { Length: > 0 } last) => $"{Count(count - 1, "attempt", "attempts")} failed before it. What was changed last: {last}",
        (var count, _) => $"{Count(count - 1, "attempt", "attempts")} failed before it.",
    };

    /// <summary>What it came to, or what it does now, in a sentence or two.</summary>
    internal string Lead(int most) => Run.State switch
    {
        AgentState.Succeeded => Success(most),
        AgentState.Failed or AgentState.AwaitingHuman => Run.Stopped is { } stopped
            ? $"The controller stopped the run. {Untrusted.Line(stopped.Reason, most)}"
            : $"The run stopped. {Untrusted.Line(Run.LastReason, most)}",
        AgentState.Cancelled => $"The run was interrupted. {Untrusted.Line(Run.LastReason, most)}",
        AgentState.Retrying => $"Waiting before retry {Run.Retries} of {Run.Request.Retry.MaxRetries}. {Untrusted.Line(Run.LastReason, most)}",
        AgentState.Planning => Run.Attempts.Count == 0 ? "The model is asked for a plan and the first code." : $"The model is asked for a fresh plan after attempt {Run.Attempts.Count}.",
        AgentState.Acting => $"Attempt {Run.Attempts.Count + 1} is compiled and run.",
        AgentState.Reflecting => $"The outcome of attempt {Run.Attempts.Count} is judged.",
        AgentState.Revising => $"The model is asked for other code after attempt {Run.Attempts.Count}.",
        _ => "The run is about to begin.",
    };

    /// <summary>What the controller's decision rests on.</summary>
    internal IReadOnlyList<string> Evidence => Run.Stopped?.Evidence ?? [];

    /// <summary>What came of an attempt, in a few words.</summary>
    internal static string Came(Attempt attempt, int most) => attempt switch
    {
        { Errors: [{ Check: null } error, ..] } => $"does not compile: {Untrusted.Line(error.Id, 20)} at line {error.Line}",
        { Errors: [{ } error, ..] } => $"check does not compile: {Untrusted.Line(error.Check!, most)}",
        { Succeeded: true } => attempt.Outcome!.Checks.Count switch { 0 => "ran to its end", 1 => "ran to its end, the check holds", var n => $"ran to its end, all {n} checks hold" },
        { Outcome: { Verdict: Verdict.Completed } outcome } => $"check does not hold: {Untrusted.Line(outcome.Checks.First(check => !check.Passed).Expression, most)}",
        { Outcome: { Verdict: Verdict.Failed, Exception: { } exception } } => $"threw {Untrusted.Line(ShortType(exception.Type), most)}{(exception.Line is { } line ? $" at line {line}" : "")}",
        { Outcome: { } outcome } => $"{Words(outcome.Verdict)}{(outcome.Reason.Length == 0 ? "" : $": {Untrusted.Line(outcome.Reason, most)}")}",
        _ => "has no outcome",
    };

    /// <summary>Figures of an attempt that ran.</summary>
    internal static string? Figures(Attempt attempt) => attempt.Outcome is not { } outcome
        ? null
        : outcome.PeakMemoryBytes == 0
            ? ElapsedText.Text(outcome.WallTime)
            : $"{ElapsedText.Text(outcome.WallTime)}, peak {ByteSize.Text(outcome.PeakMemoryBytes)}";

    internal static string Words(AgentState state) => state == AgentState.AwaitingHuman ? "Awaiting human" : state.ToString();

    internal static string Words(Verdict verdict) => verdict switch
    {
        Verdict.TimedOut => "timed out",
        Verdict.OutOfMemory => "ran out of memory",
        _ => verdict.ToString().ToLowerInvariant(),
    };

    internal static string Words(FaultKind kind) => kind.ToString().ToLowerInvariant();

    internal static string Words(GuidanceKind kind) => kind switch
    {
        GuidanceKind.Nudge => "The controller nudged the model",
        GuidanceKind.ChangeStrategy => "The controller asked for another strategy",
        GuidanceKind.UseLessMemory => "The controller asked for code that needs less memory",
        _ => "A person's hint",
    };

    internal static string Count(int number, string one, string many) => $"{number} {(number == 1 ? one : many)}";

    private static string ShortType(string type) => type[(type.LastIndexOf('.') + 1)..];

    private string Success(int most)
    {
        var attempt = Run.Attempts.LastOrDefault();
        var result = attempt?.Outcome switch
        {
            { ResultType: { } type } => $"the result is of type {Untrusted.Line(type, most)}{(Options.Variable.Length == 0 ? "" : $", in the variable {Untrusted.Line(Options.Variable, most)}")}",
            _ => "its code has no result",
        };
        return $"Succeeded on attempt {attempt?.Number ?? 0}: {result}. {Untrusted.Line(Run.LastReason, most)}".TrimEnd();
    }
}

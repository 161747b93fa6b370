using System.Runtime.CompilerServices;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;
using AgentNotebook.Models;

namespace AgentNotebook.Agents.Faults;

/// <summary>Tells what may work when tried again from what will not, by the first of <see cref="FaultRules"/> that covers it.</summary>
public static class FaultClassifier
{
    private static readonly IReadOnlySet<string> _nothing = new HashSet<string>();

    // An attempt never changes, and is asked about once in every later step.
    private static readonly ConditionalWeakTable<Attempt, Fault> _known = [];

    /// <summary>Classifies what the machinery around the code threw: model, worker, network.</summary>
    public static Fault Classify(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var cause = exception;
        while (cause is AggregateException { InnerExceptions: [var only] })
        {
            cause = only;
        }

        var rule = FaultRules.ForExceptions.First(rule => rule.Covers(cause));
        return new Fault(rule.Kind, rule.Name, cause.Message, FaultFingerprint.Of(rule.Name, FaultText.Essence(cause.Message)), (cause as ModelException)?.RetryAfter);
    }

    /// <summary>Classifies an attempt that did not succeed. The same code would do the same again, so all of these are permanent.</summary>
    /// <exception cref="ArgumentException">The attempt succeeded.</exception>
    public static Fault Classify(Attempt attempt)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        if (attempt.Errors.Count == 0 && (attempt.Outcome is null || attempt.Succeeded))
        {
            throw new ArgumentException("The attempt has no fault.", nameof(attempt));
        }

        return _known.GetValue(attempt, static attempt =>
        {
            var rule = FaultRules.ForAttempts.First(rule => rule.CoversAttempt(attempt));
            var (reason, essence) = Describe(attempt);
            return new Fault(rule.Kind, rule.Name, reason, FaultFingerprint.Of(rule.Name, essence));
        });
    }

    private static (string Reason, string Essence) Describe(Attempt attempt)
    {
        if (attempt.Errors.Count > 0)
        {
            var first = attempt.Errors[0];
            var more = attempt.Errors.Count == 1 ? "" : $" (and {attempt.Errors.Count - 1} more)";
            // Each counts, also one that is there twice: of two that are alike one may have been mended.
            return (
                $"{(first.Check is null ? $"Line {first.Line}" : $"Check {first.Check}")}: {first.Id}: {first.Message}{more}",
                string.Join('\n', attempt.Errors.Select(error => $"{error.Id} {error.Message}").Order(StringComparer.Ordinal)));
        }

        var outcome = attempt.Outcome!;
        if (outcome is { Verdict: Verdict.Completed })
        {
            var failed = outcome.Checks.First(check => !check.Passed);
            var values = string.Join(", ", failed.Values.Select(value => $"{value.Expression} = {value.Value}"));
            // The values are no noise: with other values the code has come nearer, or further away.
            return (
                $"Check {failed.Expression} {(failed.Error is { } error ? $"could not be evaluated: {error}" : $"does not hold{(values.Length > 0 ? $": {values}" : "")}")}",
                $"{failed.Expression} {failed.Error} {values}");
        }

        return outcome is { Verdict: Verdict.Failed, Exception: { } exception }
            ? ($"{exception.Type}{(exception.Line is { } line ? $" at line {line}" : "")}: {exception.Message}",
                $"{exception.Type} {FaultText.Essence(exception.Message)} {SourceLine(attempt.Code, exception.Line)}")
            : (outcome.Reason, FaultText.Essence(outcome.Reason));
    }

    // Where it was thrown, by what the line does and not by its number: that moves when the code above it grows.
    private static string SourceLine(string code, int? line) =>
        line is { } number && code.Split('\n') is var lines && number <= lines.Length ? CodeShape.Of(code, _nothing).OfLine(lines[number - 1]) : "";
}

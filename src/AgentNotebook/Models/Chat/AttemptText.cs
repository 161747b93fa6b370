using System.Globalization;
using System.Text;
using AgentNotebook.Execution;

namespace AgentNotebook.Models.Chat;

/// <summary>An attempt in words for a model. All that the guest wrote stands in fences.</summary>
internal static class AttemptText
{
    /// <summary>The most errors of the compiler that are told one by one.</summary>
    private const int MaximumErrors = 20;

    /// <param name="attempt">The attempt.</param>
    /// <param name="maxOutput">What is shown of each of its outputs, in characters.</param>
    public static string Render(Attempt attempt, int maxOutput)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Attempt {attempt.Number}:\n\n{Fence.Around(attempt.Code, "csharp")}\n");
        if (attempt.Errors.Count > 0)
        {
            var errors = attempt.Errors.Take(MaximumErrors).Select(error => error.Check is { } check ? $"check {check}: {error.Id}: {error.Message}" : $"line {error.Line}, column {error.Column}: {error.Id}: {error.Message}");
            Section(text, $"It does not compile ({attempt.Errors.Count} {(attempt.Errors.Count == 1 ? "error" : "errors")}):", string.Join('\n', errors), maxOutput);
        }

        if (attempt.Outcome is { } outcome)
        {
            Describe(text, outcome, maxOutput);
        }

        return text.ToString().TrimEnd();
    }

    private static void Describe(StringBuilder text, GuestOutcome outcome, int maxOutput)
    {
        text.Append(CultureInfo.InvariantCulture, $"\nIt ran {outcome.WallTime.TotalSeconds:0.0} s: {InWords(outcome.Verdict)}.\n");
        Section(text, "Why:", outcome.Exception is { } exception ? Exceptions(exception) : outcome.Reason, maxOutput);
        Section(text, "Checks:", string.Join('\n', outcome.Checks.Select(Check)), maxOutput);
        Section(text, $"Result ({outcome.ResultType ?? "no type"}):", outcome.ResultJson ?? "", maxOutput);
        Section(text, "Printed:", outcome.Output, maxOutput);
        Section(text, "Printed as errors:", outcome.ErrorOutput, maxOutput);
        if (outcome.Artifacts.Count > 0)
        {
            Section(text, "Saved:", string.Join('\n', outcome.Artifacts.Select(artifact => $"{artifact.Name} ({artifact.Bytes.Length} bytes)")), maxOutput);
        }
    }

    private static void Section(StringBuilder text, string title, string content, int maxOutput)
    {
        if (content.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{title}\n\n{Fence.Around(content, maxOutput)}\n");
        }
    }

    private static string Exceptions(GuestException exception) =>
        $"{exception.Type}{(exception.Line is { } line ? $" at line {line}" : "")}: {exception.Message}" + (exception.Inner is { } inner ? "\ncaused by " + Exceptions(inner) : "");

    private static string Check(CheckOutcome check) =>
        check.Passed ? $"holds: {check.Expression}"
        : check.Error is { } error ? $"could not be evaluated: {check.Expression}: {error}"
        : $"does not hold: {check.Expression}{string.Concat(check.Values.Select(value => $"\n    {value.Expression} = {value.Value}"))}";

    private static string InWords(Verdict verdict) => verdict switch
    {
        Verdict.Completed => "it came to its end",
        Verdict.Failed => "it threw an exception",
        Verdict.TimedOut => "it took too long and was ended",
        Verdict.OutOfMemory => "it took too much memory and was ended",
        Verdict.Refused => "it tried what it may not and was ended",
        _ => "its process ended by itself",
    };
}

using System.Net.Sockets;
using AgentNotebook.Execution;
using AgentNotebook.Models;

namespace AgentNotebook.Agents.Faults;

/// <summary>Tells what may work when tried again from what will not. Every verdict names its rule; what no rule knows is permanent.</summary>
public static class FaultClassifier
{
    /// <summary>Classifies what the machinery around the code threw: model, worker, network.</summary>
    public static Fault Classify(Exception exception)
    {
        var (kind, rule) = exception switch
        {
            ModelException { Status: 408 } => (FaultKind.Transient, "model-request-timeout"),
            ModelException { Status: 409 } => (FaultKind.Transient, "model-conflict"),
            ModelException { Status: 425 } => (FaultKind.Transient, "model-too-early"),
            ModelException { Status: 429 } => (FaultKind.Transient, "model-rate-limited"),
            ModelException { Status: >= 500 and <= 599 } => (FaultKind.Transient, "model-server-error"),
            ModelException { Status: not null } => (FaultKind.Permanent, "model-refused-request"),
            ModelException { InnerException: { } inner } when IsConnection(inner) => (FaultKind.Transient, "model-connection"),
            ModelException => (FaultKind.Permanent, "model-cannot-answer"),
            WorkerUnavailableException => (FaultKind.Transient, "worker-did-not-start"),
            TimeoutException => (FaultKind.Transient, "timeout"),
            _ when IsConnection(exception) => (FaultKind.Transient, "connection"),
            _ => (FaultKind.Permanent, "unknown-fault"),
        };
        var retryAfter = (exception as ModelException)?.RetryAfter;
        return new Fault(kind, rule, exception.Message, FaultFingerprint.Of(rule, exception.Message), retryAfter);
    }

    /// <summary>Classifies an attempt that did not succeed. The same code would do the same again, so all of these are permanent.</summary>
    /// <exception cref="ArgumentException">The attempt succeeded.</exception>
    public static Fault Classify(Attempt attempt)
    {
        if (attempt.Errors.Count > 0)
        {
            var first = attempt.Errors[0];
            var more = attempt.Errors.Count == 1 ? "" : $" (and {attempt.Errors.Count - 1} more)";
            return Permanent(
                first.Check is null ? "code-does-not-compile" : "check-does-not-compile",
                $"{(first.Check is null ? $"Line {first.Line}" : $"Check {first.Check}")}: {first.Id}: {first.Message}{more}",
                string.Join('\n', attempt.Errors.Select(error => $"{error.Id} {error.Message}")));
        }

        if (attempt.Outcome is not { } outcome || attempt.Succeeded)
        {
            throw new ArgumentException("The attempt has no fault.", nameof(attempt));
        }

        switch (outcome.Verdict)
        {
            case Verdict.Failed when outcome.Exception is { } exception:
                var place = exception.Line is { } line ? $" at line {line}" : "";
                return Permanent("guest-threw", $"{exception.Type}{place}: {exception.Message}", $"{exception.Type} {exception.Message} {SourceLine(attempt.Code, exception.Line)}");
            case Verdict.Completed:
                var failed = outcome.Checks.First(check => !check.Passed);
                var values = string.Join(", ", failed.Values.Select(value => $"{value.Expression} = {value.Value}"));
                return Permanent(
                    "check-failed",
                    $"Check {failed.Expression} {(failed.Error is { } error ? $"could not be evaluated: {error}" : $"does not hold{(values.Length > 0 ? $": {values}" : "")}")}",
                    $"{failed.Expression} {failed.Error} {values}");
            default:
                return Permanent(
                    outcome.Verdict switch
                    {
                        Verdict.TimedOut => "guest-timed-out",
                        Verdict.OutOfMemory => "guest-out-of-memory",
                        Verdict.Refused => "guest-refused",
                        Verdict.Crashed => "guest-crashed",
                        _ => "guest-failed",
                    },
                    outcome.Reason,
                    outcome.Reason);
        }
    }

    private static Fault Permanent(string rule, string reason, string essence) =>
        new(FaultKind.Permanent, rule, reason, FaultFingerprint.Of(rule, essence));

    private static string SourceLine(string code, int? line) =>
        line is { } number && code.Split('\n') is var lines && number <= lines.Length ? lines[number - 1].Trim() : "";

    private static bool IsConnection(Exception exception) =>
        exception is HttpRequestException or SocketException or TimeoutException
        || (exception is IOException && exception.InnerException is SocketException);
}

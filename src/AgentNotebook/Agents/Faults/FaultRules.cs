using System.Net.Sockets;
using System.Security.Authentication;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;
using AgentNotebook.Gpu.Leases;
using AgentNotebook.Models;
using static AgentNotebook.Agents.Faults.FaultKind;

namespace AgentNotebook.Agents.Faults;

/// <summary>Every rule, in the order in which they are tried: the first that covers a fault judges it. The last of either kind covers everything.</summary>
public static class FaultRules
{
    /// <summary>The rule for the guest that ran out of memory, after which the run goes on once, asking for less.</summary>
    internal const string OutOfMemory = "guest-out-of-memory";

    /// <summary>The rule for a step that took more GPU memory than the run may use: the controller then stops it.</summary>
    internal const string MemoryBudget = "memory-budget-passed";

    /// <summary>Rules for what the machinery around the code throws: model, worker, network.</summary>
    public static IReadOnlyList<FaultRule> ForExceptions { get; } =
    [
        Failure("model-content-refused", Permanent, ModelFailure.ContentRefused, "The model or its endpoint refuses the content; it will refuse the same content again."),
        Failure("model-malformed-reply", Permanent, ModelFailure.MalformedReply, "The reply does not have the form that was asked for, also after the model was asked to mend it."),
        Failure("model-reply-too-large", Permanent, ModelFailure.ReplyTooLarge, "The reply is larger than the limit."),
        Failure("model-empty-reply", Permanent, ModelFailure.EmptyReply, "The reply has no text."),
        Failure("model-protocol", Permanent, ModelFailure.ProtocolViolation, "What answers at the endpoint does not speak the protocol: it is another endpoint than was meant."),
        Failure("model-stream-cut", Transient, ModelFailure.StreamCut, "The connection ended in the middle of the reply."),
        Failure("model-stalled", Transient, ModelFailure.Stalled, "Nothing came from the model for too long."),
        Status("model-bad-request", Permanent, 400, "The endpoint does not understand the request; the same request will not be understood later."),
        Status("model-key-refused", Permanent, 401, "The endpoint does not accept the key, or there is none."),
        Status("model-payment-required", Permanent, 402, "The account behind the key cannot pay for the call."),
        Status("model-forbidden", Permanent, 403, "The key may not use this model or endpoint."),
        Status("model-not-found", Permanent, 404, "There is no such model or path at the endpoint."),
        Status("model-method-refused", Permanent, 405, "The endpoint does not take such requests at this path."),
        Status("model-request-timeout", Transient, 408, "The endpoint waited too long for the request."),
        Status("model-conflict", Transient, 409, "The endpoint was changing what the request needs."),
        Status("model-request-too-large", Permanent, 413, "The request is larger than the endpoint takes."),
        Status("model-unprocessable", Permanent, 422, "The endpoint understands the request and cannot do what it asks."),
        Status("model-too-early", Transient, 425, "The endpoint does not yet take the request."),
        Status("model-rate-limited", Transient, 429, "There were too many requests; the endpoint may say how long to wait."),
        Status("model-overloaded", Transient, 529, "The endpoint has more to do than it can."),
        Rule("model-server-error", Transient, static fault => fault is ModelException { Status: >= 500 and <= 599 }, "Something failed at the endpoint, or on the way to it (status 500 to 599)."),
        Rule("model-refused-request", Permanent, static fault => fault is ModelException { Status: not null }, "The endpoint answered with a status that no other rule knows."),
        Rule("model-certificate-refused", Permanent, static fault => fault is ModelException && Network(fault) == NetworkFault.Certificate, "The endpoint's certificate is not trusted here, or it speaks no TLS."),
        Rule("model-unspeakable", Permanent, static fault => fault is ModelException && Network(fault) == NetworkFault.Protocol, "What answers at the endpoint is not HTTP as it is spoken here, or a proxy asks for a login."),
        Rule("model-timeout", Transient, static fault => fault is ModelException && Network(fault) == NetworkFault.Timeout, "The model's endpoint did not answer in time."),
        Rule("model-connection", Transient, static fault => fault is ModelException && Network(fault) == NetworkFault.Connection, "The connection to the model was refused, reset, cut or not found."),
        Rule("model-cannot-answer", Permanent, static fault => fault is ModelException, "The model says that it cannot answer."),
        Rule(MemoryBudget, Permanent, static fault => fault is MemoryBudgetException, "A step took more memory than it may; it would take as much again."),
        Rule("worker-did-not-start", Transient, static fault => fault is WorkerUnavailableException, "No worker process was ready; nothing of the code has run."),
        Rule("sandbox-unavailable", Permanent, static fault => fault is SandboxUnavailableException, "The sandbox level that was asked for cannot be had on this machine."),
        Rule("reference-cannot-be-used", Permanent, static fault => fault is GuestReferenceException, "An assembly that the code was given cannot be used."),
        Rule("certificate-refused", Permanent, static fault => Network(fault) == NetworkFault.Certificate, "The other side's certificate is not trusted here, or it speaks no TLS."),
        Rule("not-http", Permanent, static fault => Network(fault) == NetworkFault.Protocol, "What answers is not HTTP as it is spoken here, or a proxy asks for a login."),
        Rule("timeout", Transient, static fault => Network(fault) == NetworkFault.Timeout, "Something did not answer in time."),
        Rule("connection", Transient, static fault => Network(fault) == NetworkFault.Connection, "A connection was refused, reset, cut or not found."),
        Rule("unknown-fault", Permanent, static _ => true, "No rule knows it. What is not understood is not repeated."),
    ];

    /// <summary>Rules for attempts that did not succeed. The same code would do the same again, so all of them are permanent.</summary>
    public static IReadOnlyList<FaultRule> ForAttempts { get; } =
    [
        Attempted("check-does-not-compile", static attempt => attempt.Errors is [{ Check: not null }, ..], "A check does not compile against the code."),
        Attempted("code-does-not-compile", static attempt => attempt.Errors.Count > 0, "The compiler refuses the code."),
        Attempted(OutOfMemory, static attempt => attempt.Outcome is { Verdict: Verdict.OutOfMemory } or { Verdict: Verdict.Failed, Exception.Type: "System.OutOfMemoryException" or "System.InsufficientMemoryException" } || IsOutOfDeviceMemory(attempt), "The code needs more memory than it is given. The run goes on once, asking for less at a time."),
        Attempted("guest-threw", static attempt => attempt.Outcome is { Verdict: Verdict.Failed, Exception: not null }, "The code threw an exception."),
        Attempted("check-failed", static attempt => attempt.Outcome is { Verdict: Verdict.Completed } outcome && outcome.Checks.Any(check => !check.Passed), "The code ran to its end, and a check does not hold."),
        Attempted("guest-timed-out", static attempt => attempt.Outcome?.Verdict == Verdict.TimedOut, "The code ran longer than it may."),
        Attempted("guest-refused", static attempt => attempt.Outcome?.Verdict == Verdict.Refused, "The sandbox refused what the code did, or what it answered."),
        Attempted("guest-crashed", static attempt => attempt.Outcome?.Verdict == Verdict.Crashed, "The child process ended without an answer."),
        Attempted("guest-failed", static _ => true, "The code did not run to its end."),
    ];

    /// <summary>All rules.</summary>
    public static IEnumerable<FaultRule> All => ForExceptions.Concat(ForAttempts);

    // What libtorch and the CUDA and HIP runtimes throw is an ExternalException in .NET, and only its message tells:
    // "CUDA out of memory. Tried to allocate 2.00 GiB", "CUDA error: out of memory", "HIP out of memory".
    private static bool IsOutOfDeviceMemory(Attempt attempt) =>
        attempt.Outcome is { Verdict: Verdict.Failed, Exception: { Type: "System.Runtime.InteropServices.ExternalException", Message: var message } }
        && message.Contains("out of memory", StringComparison.OrdinalIgnoreCase);

    private static FaultRule Rule(string name, FaultKind kind, Func<Exception, bool> covers, string sentence) => new(name, kind, sentence) { Covers = covers };

    private static FaultRule Failure(string name, FaultKind kind, ModelFailure failure, string sentence) =>
        Rule(name, kind, fault => fault is ModelException model && model.Failure == failure, sentence);

    private static FaultRule Status(string name, FaultKind kind, int status, string sentence) =>
        Rule(name, kind, fault => fault is ModelException model && model.Status == status, $"{sentence[..^1]} (status {status}).");

    private static FaultRule Attempted(string name, Func<Attempt, bool> covers, string sentence) => new(name, Permanent, sentence) { CoversAttempt = covers };

    /// <summary>What the network did, as the innermost exception that tells says; <see langword="null"/> when it was not the network.</summary>
    private static NetworkFault? Network(Exception fault)
    {
        NetworkFault? found = null;
        var depth = 0;
        for (var next = fault; next is not null && depth < 16; next = next.InnerException, depth++)
        {
            found = next switch
            {
                // What a timeout cuts off complains of its own.
                _ when found == NetworkFault.Timeout => found,
                AuthenticationException => NetworkFault.Certificate,
                HttpRequestException { HttpRequestError: HttpRequestError.UserAuthenticationError or HttpRequestError.VersionNegotiationError or HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.ExtendedConnectNotSupported } => NetworkFault.Protocol,
                // Whoever runs the loop asked for no cancellation: only a time limit cancels by itself.
                TimeoutException or OperationCanceledException or SocketException { SocketErrorCode: SocketError.TimedOut } => NetworkFault.Timeout,
                HttpRequestException or HttpIOException or SocketException => NetworkFault.Connection,
                _ => found,
            };
        }

        return found;
    }

    private enum NetworkFault
    {
        Certificate,
        Protocol,
        Timeout,
        Connection,
    }
}

using System.Net.Sockets;
using System.Security.Authentication;
using AgentNotebook.Agents.Faults;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;
using AgentNotebook.Gpu.Leases;
using AgentNotebook.Models;

namespace AgentNotebook.Tests.Agents.Faults;

public class FaultClassifierTests
{
    public static TheoryData<Exception, FaultKind, string> Exceptions => new()
    {
        { new ModelException("bad", 400), FaultKind.Permanent, "model-bad-request" },
        { new ModelException("key", 401), FaultKind.Permanent, "model-key-refused" },
        { new ModelException("pay", 402), FaultKind.Permanent, "model-payment-required" },
        { new ModelException("not you", 403), FaultKind.Permanent, "model-forbidden" },
        { new ModelException("no", 404), FaultKind.Permanent, "model-not-found" },
        { new ModelException("no post", 405), FaultKind.Permanent, "model-method-refused" },
        { new ModelException("slow", 408), FaultKind.Transient, "model-request-timeout" },
        { new ModelException("conflict", 409), FaultKind.Transient, "model-conflict" },
        { new ModelException("long", 413), FaultKind.Permanent, "model-request-too-large" },
        { new ModelException("odd", 418), FaultKind.Permanent, "model-refused-request" },
        { new ModelException("what", 422), FaultKind.Permanent, "model-unprocessable" },
        { new ModelException("early", 425), FaultKind.Transient, "model-too-early" },
        { new ModelException("busy", 429), FaultKind.Transient, "model-rate-limited" },
        { new ModelException("moved", 301), FaultKind.Permanent, "model-refused-request" },
        { new ModelException("broken", 500), FaultKind.Transient, "model-server-error" },
        { new ModelException("gateway", 502), FaultKind.Transient, "model-server-error" },
        { new ModelException("down", 503), FaultKind.Transient, "model-server-error" },
        { new ModelException("late", 504), FaultKind.Transient, "model-server-error" },
        { new ModelException("overloaded", 529), FaultKind.Transient, "model-overloaded" },
        { new ModelException("no", 400) { Failure = ModelFailure.ContentRefused }, FaultKind.Permanent, "model-content-refused" },
        { new ModelException("no", 200) { Failure = ModelFailure.ContentRefused }, FaultKind.Permanent, "model-content-refused" },
        { new ModelException("no code") { Failure = ModelFailure.MalformedReply }, FaultKind.Permanent, "model-malformed-reply" },
        { new ModelException("big") { Failure = ModelFailure.ReplyTooLarge }, FaultKind.Permanent, "model-reply-too-large" },
        { new ModelException("nothing") { Failure = ModelFailure.EmptyReply }, FaultKind.Permanent, "model-empty-reply" },
        { new ModelException("<html>", 200) { Failure = ModelFailure.ProtocolViolation }, FaultKind.Permanent, "model-protocol" },
        { new ModelException("cut", 200) { Failure = ModelFailure.StreamCut }, FaultKind.Transient, "model-stream-cut" },
        { new ModelException("still", 200) { Failure = ModelFailure.Stalled }, FaultKind.Transient, "model-stalled" },
        { new ModelException("cut", inner: new HttpRequestException("reset")), FaultKind.Transient, "model-connection" },
        { new ModelException("refused", inner: new HttpRequestException(HttpRequestError.ConnectionError, "refused", new SocketException((int)SocketError.ConnectionRefused))), FaultKind.Transient, "model-connection" },
        { new ModelException("reset", inner: new HttpRequestException("sending", new IOException("read", new SocketException((int)SocketError.ConnectionReset)))), FaultKind.Transient, "model-connection" },
        { new ModelException("dns", inner: new HttpRequestException(HttpRequestError.NameResolutionError, "dns", new SocketException((int)SocketError.HostNotFound))), FaultKind.Transient, "model-connection" },
        { new ModelException("tls", inner: new HttpRequestException(HttpRequestError.SecureConnectionError, "tls", new IOException("unexpected EOF"))), FaultKind.Transient, "model-connection" },
        { new ModelException("cert", inner: new HttpRequestException(HttpRequestError.SecureConnectionError, "tls", new AuthenticationException("RemoteCertificateNameMismatch"))), FaultKind.Permanent, "model-certificate-refused" },
        { new ModelException("not http", inner: new HttpRequestException(HttpRequestError.InvalidResponse, "garbage")), FaultKind.Permanent, "model-unspeakable" },
        { new ModelException("ended", inner: new HttpIOException(HttpRequestError.ResponseEnded, "ended")), FaultKind.Transient, "model-connection" },
        { new ModelException("late", inner: new TaskCanceledException("cancelled", new TimeoutException("100 s"))), FaultKind.Transient, "model-timeout" },
        { new ModelException("late", inner: new TimeoutException("100 s", new SocketException((int)SocketError.OperationAborted))), FaultKind.Transient, "model-timeout" },
        { new ModelException("end of playbook"), FaultKind.Permanent, "model-cannot-answer" },
        { new ModelException("bug", inner: new InvalidOperationException("bug")), FaultKind.Permanent, "model-cannot-answer" },
        { new WorkerUnavailableException("no worker"), FaultKind.Transient, "worker-did-not-start" },
        { new MemoryBudgetException("train", 8, 9), FaultKind.Permanent, "memory-budget-passed" },
        { new SandboxUnavailableException("no landlock", []), FaultKind.Permanent, "sandbox-unavailable" },
        { new GuestReferenceException("a.dll is no assembly."), FaultKind.Permanent, "reference-cannot-be-used" },
        { new TimeoutException("late"), FaultKind.Transient, "timeout" },
        { new TaskCanceledException("late"), FaultKind.Transient, "timeout" },
        { new SocketException(), FaultKind.Transient, "connection" },
        { new HttpRequestException("reset"), FaultKind.Transient, "connection" },
        { new HttpRequestException("tls", new AuthenticationException("untrusted root")), FaultKind.Permanent, "certificate-refused" },
        { new HttpRequestException(HttpRequestError.UserAuthenticationError, "proxy"), FaultKind.Permanent, "not-http" },
        { new IOException("pipe", new SocketException()), FaultKind.Transient, "connection" },
        { new AggregateException(new SocketException()), FaultKind.Transient, "connection" },
        { new IOException("disk"), FaultKind.Permanent, "unknown-fault" },
        { new InvalidOperationException("bug"), FaultKind.Permanent, "unknown-fault" },
        { new OutOfMemoryException(), FaultKind.Permanent, "unknown-fault" },
    };

    [Theory]
    [MemberData(nameof(Exceptions))]
    public void every_exception_is_classified_by_a_named_rule(Exception exception, FaultKind kind, string rule)
    {
        var fault = FaultClassifier.Classify(exception);
        var message = exception is AggregateException { InnerException: { } inner } ? inner.Message : exception.Message;
        Assert.Equal((kind, rule, message), (fault.Kind, fault.Rule, fault.Reason));
    }

    [Fact]
    public void what_the_other_side_asks_to_wait_is_kept() =>
        Assert.Equal(TimeSpan.FromSeconds(7), FaultClassifier.Classify(new ModelException("busy", 429, TimeSpan.FromSeconds(7))).RetryAfter);

    public static TheoryData<Attempt, string, string> Attempts => new()
    {
        { Broken(new CodeDiagnostic("CS0103", "The name 'x' does not exist", 3, 1, 0, 1)), "code-does-not-compile", "Line 3: CS0103" },
        { Broken(new CodeDiagnostic("CS0103", "The name 'x' does not exist", 1, 1, 0, 1, "x > 1")), "check-does-not-compile", "Check x > 1" },
        { Ran(Verdict.TimedOut, "The wall-clock limit of 1 s was reached."), "guest-timed-out", "wall-clock" },
        { Ran(Verdict.OutOfMemory, "The memory limit was reached."), "guest-out-of-memory", "memory" },
        { Ran(Verdict.Refused, "A malformed frame."), "guest-refused", "frame" },
        { Ran(Verdict.Crashed, "Signal 6."), "guest-crashed", "Signal" },
        { Ran(Verdict.Failed, "Ended early."), "guest-failed", "early" },
        { Threw("1", 1), "guest-threw", "DivideByZero" },
        { new Attempt(1, "x", [], new GuestOutcome { Verdict = Verdict.Failed, Exception = new GuestException("System.Runtime.InteropServices.ExternalException", "CUDA error: out of memory", []) }), "guest-out-of-memory", "CUDA" },
        { new Attempt(1, "x", [], new GuestOutcome { Verdict = Verdict.Failed, Exception = new GuestException("System.OutOfMemoryException", "Array dimensions.", []) }), "guest-out-of-memory", "Array" },
        { new Attempt(1, "x", [], new GuestOutcome { Verdict = Verdict.Completed, Checks = [new CheckOutcome("result > 2", false, null, [])] }), "check-failed", "result > 2" },
    };

    [Theory]
    [MemberData(nameof(Attempts))]
    public void an_attempt_that_failed_is_always_permanent(Attempt attempt, string rule, string reason)
    {
        var fault = FaultClassifier.Classify(attempt);
        Assert.Equal((FaultKind.Permanent, rule), (fault.Kind, fault.Rule));
        Assert.Contains(reason, fault.Reason);
    }

    [Fact]
    public void an_exception_keeps_its_fingerprint_when_the_code_above_it_grows_by_a_line()
    {
        var first = FaultClassifier.Classify(Threw("var a = 1;\nvar b = a / 0;", 2));
        var moved = FaultClassifier.Classify(Threw("// said\nvar a = 1;\nvar b = a / 0;", 3));
        var other = FaultClassifier.Classify(Threw("var a = 1;\nvar c = a % 0;", 2));
        Assert.Equal(first.Fingerprint, moved.Fingerprint);
        Assert.NotEqual(first.Fingerprint, other.Fingerprint);
        Assert.Contains("line 2", first.Reason);
    }

    [Fact]
    public void a_check_that_fails_with_other_values_is_another_fault()
    {
        Assert.NotEqual(Failed("1").Fingerprint, Failed("2").Fingerprint);
        Assert.Equal(Failed("1").Fingerprint, Failed("1").Fingerprint);
        Assert.Contains("result = 1", Failed("1").Reason);

        static Fault Failed(string value) => FaultClassifier.Classify(new Attempt(1, "", [], new GuestOutcome
        {
            Verdict = Verdict.Completed,
            Checks = [new CheckOutcome("result > 2", false, null, [new CheckValue("result", value)])],
        }));
    }

    [Theory]
    [InlineData("Order 17 of 'Ann' is not in /data/orders-17.csv.", "Order 18 of 'Bob' is not in /data/orders-1900.csv.")]
    [InlineData("Key \"a\" took 12.5 ms", "Key \"b\" took 1,300 ms")]
    [InlineData("Item 3f2504e0-4f89-11d3-9a0c-0305e82c3301 at 0x7ffd", "Item 9d2504e0-4f89-11d3-9a0c-0305e82c3302 at 0x1")]
    [InlineData("Could not open C:\\a\\b.txt", "Could not open D:\\c.txt")]
    [InlineData("See https://a.example/x?y=1 now", "See http://b.example/ now")]
    public void a_fault_is_told_without_numbers_names_paths_and_ids(string one, string other) => Assert.Equal(Said(one), Said(other));

    [Theory]
    [InlineData("Order 17 is missing", "Order 17 is closed")]
    [InlineData("It's late and isn't over", "It's early and isn't over")]
    public void and_is_another_when_it_says_something_else(string one, string other) => Assert.NotEqual(Said(one), Said(other));

    [Fact]
    public void every_rule_has_a_name_of_its_own_and_a_sentence_and_is_met_by_a_case_of_these_tables()
    {
        var rules = FaultRules.All.ToList();
        Assert.Equal(rules.Count, rules.Select(rule => rule.Name).Distinct().Count());
        Assert.All(rules, rule => Assert.EndsWith(".", rule.Sentence, StringComparison.Ordinal));
        var met = Exceptions.Select(row => (string)((object[])row)[2]).Concat(Attempts.Select(row => (string)((object[])row)[1])).ToHashSet();
        Assert.Empty(rules.Select(rule => rule.Name).Except(met));
        Assert.True(Exceptions.Count + Attempts.Count >= 40);
    }

    private static string Said(string message) => FaultClassifier.Classify(new Attempt(1, "x", [], new GuestOutcome
    {
        Verdict = Verdict.Failed,
        Exception = new GuestException("System.Exception", message, []),
    })).Fingerprint;

    [Fact]
    public void an_attempt_that_succeeded_has_no_fault() =>
        Assert.Throws<ArgumentException>(() => FaultClassifier.Classify(Ran(Verdict.Completed, "")));

    private static Attempt Broken(CodeDiagnostic error) => new(1, "x", [error], null);

    private static Attempt Ran(Verdict verdict, string reason) => new(1, "x", [], new GuestOutcome { Verdict = verdict, Reason = reason });

    private static Attempt Threw(string code, int line) => new(1, code, [], new GuestOutcome
    {
        Verdict = Verdict.Failed,
        Exception = new GuestException("System.DivideByZeroException", "Attempted to divide by zero.", [new GuestFrame("<top level>", line)]),
    });
}

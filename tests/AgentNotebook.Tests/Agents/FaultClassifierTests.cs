using System.Net.Sockets;
using AgentNotebook.Agents.Faults;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;
using AgentNotebook.Models;

namespace AgentNotebook.Tests.Agents;

public class FaultClassifierTests
{
    public static TheoryData<Exception, FaultKind, string> Exceptions => new()
    {
        { new ModelException("busy", 429), FaultKind.Transient, "model-rate-limited" },
        { new ModelException("slow", 408), FaultKind.Transient, "model-request-timeout" },
        { new ModelException("conflict", 409), FaultKind.Transient, "model-conflict" },
        { new ModelException("early", 425), FaultKind.Transient, "model-too-early" },
        { new ModelException("down", 503), FaultKind.Transient, "model-server-error" },
        { new ModelException("bad", 400), FaultKind.Permanent, "model-refused-request" },
        { new ModelException("key", 401), FaultKind.Permanent, "model-refused-request" },
        { new ModelException("no", 404), FaultKind.Permanent, "model-refused-request" },
        { new ModelException("cut", inner: new HttpRequestException("reset")), FaultKind.Transient, "model-connection" },
        { new ModelException("end of playbook"), FaultKind.Permanent, "model-cannot-answer" },
        { new WorkerUnavailableException("no worker"), FaultKind.Transient, "worker-did-not-start" },
        { new TimeoutException("late"), FaultKind.Transient, "timeout" },
        { new SocketException(), FaultKind.Transient, "connection" },
        { new IOException("pipe", new SocketException()), FaultKind.Transient, "connection" },
        { new IOException("disk"), FaultKind.Permanent, "unknown-fault" },
        { new InvalidOperationException("bug"), FaultKind.Permanent, "unknown-fault" },
    };

    [Theory]
    [MemberData(nameof(Exceptions))]
    public void every_exception_is_classified_by_a_named_rule(Exception exception, FaultKind kind, string rule)
    {
        var fault = FaultClassifier.Classify(exception);
        Assert.Equal((kind, rule, exception.Message), (fault.Kind, fault.Rule, fault.Reason));
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

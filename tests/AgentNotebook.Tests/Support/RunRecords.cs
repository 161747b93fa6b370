using AgentNotebook.Agents;
using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Faults;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;
using AgentNotebook.Models;

namespace AgentNotebook.Tests.Support;

/// <summary>Builds run records as a run loop does: by applying events, along the edges of the transition table, on a clock of its own.</summary>
public sealed class RunRecords
{
    private readonly RunRecord _run;
    private DateTimeOffset _now = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private int _calls;

    private RunRecords(string id, RunRequest request)
    {
        _run = new RunRecord(id);
        Apply(new RunStarted(request));
    }

    public RunRecord Run => _run;

    /// <summary>A run that has just begun.</summary>
    public static RunRecords Start(string id = "r1", string task = "Simulate a damped pendulum.", RunBudget? budget = null, params string[] checks) =>
        new(id, new RunRequest { Brief = new TaskBrief(task, checks), Models = new ModelChoice("repair"), Budget = budget ?? new RunBudget() });

    /// <summary>A run started with anything.</summary>
    public static RunRecords Start(string id, RunRequest request) => new(id, request);

    /// <summary>The code compiled, ran and held every check.</summary>
    public static GuestOutcome Success(string resultType = "double[]", string resultJson = "[1,2]", params string[] checks) => new()
    {
        Verdict = Verdict.Completed,
        ResultType = resultType,
        ResultJson = resultJson,
        Checks = [.. checks.Select(check => new CheckOutcome(check, Passed: true, Error: null, []))],
        WallTime = TimeSpan.FromMilliseconds(240),
        PeakMemoryBytes = 61 << 20,
        Level = SandboxLevel.Isolated,
    };

    /// <summary>The code threw.</summary>
    public static GuestOutcome Thrown(string type, string message, int line, string output = "") => new()
    {
        Verdict = Verdict.Failed,
        Reason = $"{type}: {message}",
        Exception = new GuestException(type, message, [new GuestFrame("<cell>", line)]),
        Output = output,
        WallTime = TimeSpan.FromMilliseconds(310),
        PeakMemoryBytes = 48 << 20,
        Level = SandboxLevel.Isolated,
    };

    /// <summary>The code ran to its end, but a check did not hold.</summary>
    public static GuestOutcome CheckFailed(string check, params CheckValue[] values) => Success() with
    {
        Checks = [new CheckOutcome(check, Passed: false, Error: null, values)],
    };

    /// <summary>Lets time pass.</summary>
    public RunRecords Wait(TimeSpan time)
    {
        _now += time;
        return this;
    }

    /// <summary>Applies one event, a moment after the last.</summary>
    public RunRecords Apply(RunEvent happened)
    {
        _now += TimeSpan.FromMilliseconds(20);
        _run.Apply(happened, _now);
        return this;
    }

    /// <summary>Moves the run along an edge of the table.</summary>
    public RunRecords Move(AgentTrigger trigger, string reason = "") =>
        Apply(new Transitioned(_run.State, trigger, TransitionTable.Default.Next(_run.State, trigger), reason));

    /// <summary>From Ready or a retry: the model plans and gives code.</summary>
    public RunRecords Plan(string code, string plan = "Integrate the equation of motion step by step.")
    {
        if (_run.State == AgentState.Ready)
        {
            Move(AgentTrigger.Start, "A new run.");
        }

        return Ask().Answer(plan, code).Move(AgentTrigger.Planned, plan);
    }

    /// <summary>The model revises.</summary>
    public RunRecords Revise(string code, string explanation) => Ask().Answer(explanation, code).Move(AgentTrigger.Revised, explanation);

    /// <summary>A model call begins.</summary>
    public RunRecords Ask() => Apply(new ModelAsked(_run.FinishedCalls + 1, _run.State));

    /// <summary>A model call ends.</summary>
    public RunRecords Answer(string text, string? code)
    {
        _now += TimeSpan.FromMilliseconds(900);
        return Apply(new ModelAnswered(++_calls, _run.State, text, code, TimeSpan.FromMilliseconds(900)));
    }

    /// <summary>A model call of a role, from the question to the answer.</summary>
    public RunRecords Say(
        ModelRole role, string text, string? code = null, string? model = null, ModelUsage? usage = null, IReadOnlyList<Assumption>? assumptions = null, IReadOnlyList<string>? facts = null)
    {
        Apply(new ModelAsked(_run.FinishedCalls + 1, _run.State) { Role = role });
        _now += TimeSpan.FromMilliseconds(900);
        return Apply(new ModelAnswered(++_calls, _run.State, text, code, TimeSpan.FromMilliseconds(900)) { Role = role, Model = model, Usage = usage, Assumptions = assumptions, Facts = facts });
    }

    /// <summary>The pending code does not compile.</summary>
    public RunRecords CompileError(string id, string message, int line, int column = 1) =>
        Acted([new CodeDiagnostic(id, message, line, column, 0, 1)], null);

    /// <summary>The pending code compiles and runs.</summary>
    public RunRecords Outcome(GuestOutcome outcome) => Acted([], outcome);

    /// <summary>Reflecting finds success.</summary>
    public RunRecords Succeed() => Move(AgentTrigger.ChecksPassed, "The code ran to its end and every check holds.");

    /// <summary>Reflecting finds a fault that calls for other code.</summary>
    public RunRecords Reflect() => Judge().Move(AgentTrigger.RevisionNeeded, FaultClassifier.Classify(_run.Attempts[^1]).Reason);

    /// <summary>Reflecting classifies the last attempt, and something else follows.</summary>
    public RunRecords Judge() => Apply(new FaultMet(_run.State, FaultClassifier.Classify(_run.Attempts[^1])));

    /// <summary>The controller stops the run.</summary>
    public RunRecords Stop(AgentTrigger trigger, string reason, params string[] evidence) =>
        Apply(new ControllerStopped(reason, evidence)).Move(trigger, reason);

    /// <summary>Something fails that may work when tried again.</summary>
    public RunRecords Transient(string rule, string reason) =>
        Apply(new FaultMet(_run.State, new Fault(FaultKind.Transient, rule, reason, "0123456789ab"))).Move(AgentTrigger.TransientFault, reason);

    /// <summary>The wait is over.</summary>
    public RunRecords Retry()
    {
        _now += TimeSpan.FromMilliseconds(700);
        return Move(
            _run.RetryOrigin switch
            {
                AgentState.Planning => AgentTrigger.RetryPlanning,
                AgentState.Acting => AgentTrigger.RetryActing,
                _ => AgentTrigger.RetryRevising,
            },
            $"Retry {_run.Retries} of 3 after 0.7 s.");
    }

    private RunRecords Acted(IReadOnlyList<CodeDiagnostic> errors, GuestOutcome? outcome)
    {
        _now += outcome?.WallTime ?? TimeSpan.FromMilliseconds(60);
        var number = _run.Attempts.Count + 1;
        return Apply(new AttemptFinished(new Attempt(number, _run.PendingCode!, errors, outcome)))
            .Move(AgentTrigger.Acted, outcome is null ? $"Attempt {number} does not compile." : $"Attempt {number}: {outcome.Verdict}.");
    }
}

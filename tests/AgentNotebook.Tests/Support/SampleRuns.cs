using AgentNotebook.Agents;
using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Execution;
using AgentNotebook.Models;

namespace AgentNotebook.Tests.Support;

/// <summary>Runs as users meet them.</summary>
public static class SampleRuns
{
    private const string Check = "energies[^1] < energies[0]";

    private const string First = """
        var (angle, velocity, dt) = (0.5, 0.0, 0.01);
        var energies = new double[1000];
        for (var i = 0; i <= 1000; i++)
        {
            velocity -= 9.81 * Math.sin(angle) * dt;
            angle += velocity * dt;
            energies[i] = 0.5 * velocity * velocity + 9.81 * (1 - Math.Cos(angle));
        }
        energies
        """;

    private static readonly string _second = First.Replace("Math.sin", "Math.Sin", StringComparison.Ordinal);

    private static readonly string _third = _second.Replace("i <= 1000", "i < energies.Length", StringComparison.Ordinal);

    private static readonly string _fourth = _third
        .Replace("    velocity -= 9.81 * Math.Sin(angle) * dt;\n", "    velocity -= 9.81 * Math.Sin(angle) * dt / 2;\n", StringComparison.Ordinal)
        .Replace("    angle += velocity * dt;\n", "    angle += velocity * dt;\n    velocity -= 9.81 * Math.Sin(angle) * dt / 2;\n", StringComparison.Ordinal);

    /// <summary>A compiler error, an exception, then success.</summary>
    public static RunRecord Repaired() => RunRecords.Start("r1", checks: Check)
        .Plan(First)
        .CompileError("CS0117", "'Math' does not contain a definition for 'sin'", 5, 30)
        .Reflect()
        .Revise(_second, "The method is named Math.Sin; C# tells upper from lower case.")
        .Outcome(RunRecords.Thrown("System.IndexOutOfRangeException", "Index was outside the bounds of the array.", 7, "step 998\nstep 999\nstep 1000\n"))
        .Reflect()
        .Revise(_third, "The loop ran one step past the end of the array. It now stops at energies.Length.")
        .Outcome(RunRecords.Success("double[]", "[1.2,1.1]", Check))
        .Apply(new MemoryObserved("Process memory", 100 << 20, 161 << 20, 104 << 20) { Points = [0, 100 << 20, 400, 128 << 20, 900, 161 << 20, 1500, 104 << 20] })
        .Succeed()
        .Run;

    /// <summary>Two rounds and a repeated fault, then the controller asks a person.</summary>
    public static RunRecord Stopped() => RunRecords.Start("r2", "Make the sum of an empty list positive.", new RunBudget { Rounds = 3 }, "sum > 0")
        .Plan("var sum = 0;\nsum")
        .Outcome(RunRecords.CheckFailed("sum > 0", new CheckValue("sum", "0"), new CheckValue("0", "0")))
        .Reflect()
        .Revise("var sum = 0 + 0;\nsum", "Add the parts one by one.")
        .Outcome(RunRecords.CheckFailed("sum > 0", new CheckValue("sum", "0"), new CheckValue("0", "0")))
        .Reflect()
        .Revise("var sum = 0;\nsum", "Back to the simple form.")
        .Outcome(RunRecords.CheckFailed("sum > 0", new CheckValue("sum", "0"), new CheckValue("0", "0")))
        .Stop(
            AgentTrigger.AskHuman,
            "The model repeats itself: nothing it tried led further.",
            "Attempt 3 is the same code as attempt 1.",
            "The same fault came again (check-failed, 4f2a9c01d3e7): Check sum > 0 does not hold (sum = 0).",
            "What stands in the way now: Check sum > 0 does not hold (sum = 0).")
        .Run;

    /// <summary>Waiting out a rate limit for the second time.</summary>
    public static RunRecord Waiting() => RunRecords.Start("r3")
        .Plan("var x = 1;\nx")
        .Outcome(RunRecords.Thrown("System.DivideByZeroException", "Attempted to divide by zero.", 1))
        .Reflect()
        .Ask()
        .Transient("model-rate-limited", "POST http://127.0.0.1:8000/v1/chat/completions answered 429: too many requests.")
        .Retry()
        .Ask()
        .Transient("model-rate-limited", "POST http://127.0.0.1:8000/v1/chat/completions answered 429: too many requests.")
        .Wait(TimeSpan.FromSeconds(1.3))
        .Apply(new RunResumed(AgentState.Retrying))
        .Run;

    /// <summary>Several models, assumptions of which a person decided one, a hint, a diagnosis, a table as the result, and its explanation.</summary>
    public static RunRecord Explained()
    {
        var request = new RunRequest
        {
            Brief = new TaskBrief("Simulate a swinging pendulum and tell how its energy behaves.", ["result.Max(row => row.Drift) < 0.01"]),
            Models = new ModelChoice("openai:small") { ModelFor = new Dictionary<ModelRole, string> { [ModelRole.Diagnose] = "openai:large" } },
            Budget = new RunBudget { Tokens = 50_000, Cost = 0.5m },
        };
        return RunRecords.Start("run-7", request)
            .Move(AgentTrigger.Start, "A new run.")
            .Say(
                ModelRole.Plan,
                "1. Integrate the equation of motion with a symplectic scheme.\n2. Take a row each second: time, angle, energy.\n3. Measure the drift of the energy.",
                model: "small-2030-01",
                usage: new ModelUsage(820, 190, 0.0021m),
                assumptions:
                [
                    new Assumption("length", "How long is the pendulum?", "1 m"),
                    new Assumption("amplitude", "How far is it let go?", "0.5 rad"),
                    new Assumption("damping", "Is there friction?", "none"),
                ])
            .Say(ModelRole.Write, "Explicit Euler, as the simplest scheme.", First, "small-2030-01", new ModelUsage(1310, 420, 0.0043m))
            .Move(AgentTrigger.Planned)
            .CompileError("CS0117", "'Math' does not contain a definition for 'sin'", 5, 30)
            .Reflect()
            .Say(ModelRole.Diagnose, "The sine is named Math.Sin.\nThe last index is out of range as well.", model: "large-2030-02", usage: new ModelUsage(1900, 80, 0.011m), facts: ["Math.Sin is the name."])
            .Say(ModelRole.Revise, "Write Math.Sin, and stop the loop at the end of the array.", _third, "small-2030-01", new ModelUsage(2100, 410, 0.006m))
            .Move(AgentTrigger.Revised)
            .Outcome(RunRecords.CheckFailed("result.Max(row => row.Drift) < 0.01", new CheckValue("result.Max(row => row.Drift)", "0.0831")))
            .Reflect()
            .Move(AgentTrigger.AskHuman, "The model knows no further: the scheme may be unfit.")
            .Apply(new RunResumed(AgentState.AwaitingHuman))
            .Apply(new HumanAnswered { Hint = "Use a symplectic scheme: half a kick, a drift, half a kick.", Assumptions = [new Assumption("amplitude", "", "0.2 rad")] })
            .Move(AgentTrigger.Answered, "Taken up again.")
            .Move(AgentTrigger.ReviseAgain)
            .Say(ModelRole.Revise, "Velocity Verlet keeps the energy within bounds.", _fourth, "small-2030-01", new ModelUsage(2600, 430, 0.007m))
            .Move(AgentTrigger.Revised)
            .Outcome(RunRecords.Success(
                "(double Time, double Angle, double Energy, double Drift)[]",
                """[{"Time":0,"Angle":0.2,"Energy":0.1955,"Drift":0},{"Time":1,"Angle":-0.199,"Energy":0.1956,"Drift":0.0004},{"Time":2,"Angle":0.197,"Energy":0.1954,"Drift":0.0007}]""",
                "result.Max(row => row.Drift) < 0.01") with { CpuTime = TimeSpan.FromMilliseconds(310) })
            .Say(ModelRole.Explain, "The energy stays within 0.07 % of its first value.\nThe angle follows a cosine of period 2.01 s, as a pendulum of one metre should.", model: "small-2030-01", usage: new ModelUsage(900, 60, 0.0015m))
            .Apply(new MemoryObserved("Process memory", 100 << 20, 161 << 20, 104 << 20) { Points = [0, 100 << 20, 400, 128 << 20, 900, 161 << 20, 1500, 104 << 20] })
            .Succeed()
            .Run;
    }

    /// <summary>A nudge and another strategy did not help; the run asks a person.</summary>
    public static RunRecord Nudged() => RunRecords.Start("run-3", "Find the 40th prime in a list of 30 numbers.", new RunBudget { Rounds = 5 }, "result == 173")
        .Plan("var n = numbers[39];\nn", "Take the 40th number of the list.")
        .Outcome(RunRecords.Thrown("System.ArgumentOutOfRangeException", "Index was out of range.", 1))
        .Reflect()
        .Ask()
        .Transient("model-rate-limited", "The endpoint answered 429: too many requests.")
        .Retry()
        .Revise("var n = numbers[38];\nn", "Indexes begin at 0.")
        .Outcome(RunRecords.Thrown("System.ArgumentOutOfRangeException", "Index was out of range.", 1))
        .Judge()
        .Apply(new ControllerIntervened(
            GuidanceKind.Nudge,
            "same-fault",
            ["Attempts 1 and 2 met the same fault (guest-threw, 31c00fb2a811)."],
            "You met the same fault twice: the list is shorter than you think. Look at its length before you take from it."))
        .Move(AgentTrigger.RevisionNeeded)
        .Revise("var n = numbers[39];\nn", "Try the 40th again.")
        .Outcome(RunRecords.Thrown("System.ArgumentOutOfRangeException", "Index was out of range.", 1))
        .Judge()
        .Apply(new ControllerIntervened(
            GuidanceKind.ChangeStrategy,
            "period-2",
            ["Attempt 3 is the same code as attempt 1.", "The attempts repeat with period 2."],
            "Drop this approach. Make a plan that does not take a fixed position from the list; begin with a simpler goal."))
        .Move(AgentTrigger.Replan, "The attempts repeat with period 2.")
        .Plan("var n = primes.ElementAt(39);\nn", "Count the primes up to the 40th instead of looking them up.")
        .CompileError("CS0103", "The name 'primes' does not exist in the current context", 1, 9)
        .Judge()
        .Stop(
            AgentTrigger.AskHuman,
            "The model repeats itself although it was told, and another plan did not help.",
            "After the nudge on attempt 2 the same code came again (attempt 3).",
            "After the change of strategy attempt 4 does not compile.")
        .Run;

    /// <summary>Stopped by its budget of tokens, which were estimated, of a model without a price.</summary>
    public static RunRecord OutOfTokens()
    {
        var request = new RunRequest
        {
            Brief = new TaskBrief("Write a poem of 14 lines.", ["result.Split('\\n').Length == 14"]),
            Models = new ModelChoice("openai:local"),
            Budget = new RunBudget { Tokens = 4_000, Cost = 1m, GuestCpu = TimeSpan.FromSeconds(20), GpuMemoryBytes = 2L << 30 },
        };
        return RunRecords.Start("run-2", request)
            .Move(AgentTrigger.Start)
            .Say(ModelRole.Plan, "Write the lines one by one.", "\"a line\"", "local", new ModelUsage(1200, 900, null, IsEstimated: true))
            .Move(AgentTrigger.Planned)
            .Outcome(RunRecords.CheckFailed("result.Split('\\n').Length == 14", new CheckValue("result.Split('\\n').Length", "1")) with { CpuTime = TimeSpan.FromSeconds(1.4) })
            .Reflect()
            .Say(ModelRole.Revise, "Write all lines.", "string.Join('\\n', Enumerable.Repeat(\"a line\", 13))", "local", new ModelUsage(1500, 800, null, IsEstimated: true))
            .Move(AgentTrigger.Revised)
            .Outcome(RunRecords.CheckFailed("result.Split('\\n').Length == 14", new CheckValue("result.Split('\\n').Length", "13")) with { CpuTime = TimeSpan.FromSeconds(1.1) })
            .Judge()
            .Apply(new GpuMemoryRead(1200L << 20))
            .Stop(AgentTrigger.GiveUp, "The budget of 4,000 tokens is spent.", "4,400 tokens in 2 calls, estimated.")
            .Run;
    }

    /// <summary>So many attempts, of which none succeeded; every tenth met a word of the controller.</summary>
    public static RunRecord Long(int attempts)
    {
        var builder = RunRecords.Start("long", "Try for ever.", new RunBudget { Rounds = attempts }).Plan("var x = 0;\nx");
        for (var i = 1; i <= attempts; i++)
        {
            builder.Outcome(RunRecords.Thrown("System.Exception", $"no {i}", 1));
            if (i % 10 == 0)
            {
                builder.Apply(new ControllerIntervened(GuidanceKind.Nudge, "no-progress", [$"Nothing changed since attempt {i - 9}."], "Nothing changes. Try something else."));
            }

            builder.Reflect();
            if (i < attempts)
            {
                builder.Revise($"var x = {i};\nx", $"Try {i}.");
            }
        }

        return builder.Run;
    }

    /// <summary>Takes every edge of the table at least once, in an order no run loop would choose.</summary>
    public static RunRecord Everywhere()
    {
        var builder = RunRecords.Start("everywhere");
        var left = TransitionTable.Default.Rules.ToList();
        while (left.Count > 0)
        {
            foreach (var step in WayTo(builder.Run.State, left))
            {
                builder.Apply(new ModelAnswered(1, step.From, "", "0", TimeSpan.Zero))
                    .Apply(new Transitioned(step.From, step.Trigger, step.To, ""));
                left.Remove(step);
            }
        }

        return builder.Run;
    }

    /// <summary>The shortest way over an edge that is left. The one into Succeeded, which nothing leaves, comes last.</summary>
    private static List<TransitionRule> WayTo(AgentState from, List<TransitionRule> left)
    {
        var seen = new HashSet<AgentState> { from };
        var queue = new Queue<(AgentState State, List<TransitionRule> Way)>([(from, [])]);
        while (queue.TryDequeue(out var place))
        {
            if (left.Find(rule => rule.From == place.State && (rule.To != AgentState.Succeeded || left.Count == 1)) is { } next)
            {
                return [.. place.Way, next];
            }

            foreach (var rule in TransitionTable.Default.Rules.Where(rule => rule.From == place.State && seen.Add(rule.To)))
            {
                queue.Enqueue((rule.To, [.. place.Way, rule]));
            }
        }

        throw new InvalidOperationException("An edge cannot be reached.");
    }
}

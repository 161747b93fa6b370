using AgentNotebook.Agents;
using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Execution;

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
            "The limit of 3 rounds is reached: 2 revisions and 2 repetitions did not lead to success.",
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

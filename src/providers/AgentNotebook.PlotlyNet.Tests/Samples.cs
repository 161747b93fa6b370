using AgentNotebook.Agents;
using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Gpu;
using AgentNotebook.Models;

namespace AgentNotebook.PlotlyNet.Tests;

/// <summary>Curves and runs to draw.</summary>
internal static class Samples
{
    public static MemoryCurve Curve(int samples, int devices = 1, int marks = 2, string mark = "cell")
    {
        var series = Enumerable.Range(0, devices).Select(device => new MemorySeries(
            new MemoryDevice(device, $"Device {device}", 80L << 30),
            [.. Enumerable.Range(0, samples).Select(index => new MemorySample(TimeSpan.FromMilliseconds(50 * index), ((index * 7919L % 1000) + 1000) << 20, (index * 104729L % 900) << 20))],
            2000L << 20));
        return new MemoryCurve("Memory of the test", "made up", DateTimeOffset.UnixEpoch, [.. series], [.. Enumerable.Range(0, marks).Select(index => new MemoryMark(TimeSpan.FromSeconds(index), $"{mark} {index}"))]);
    }

    public static RunRecord Run(params (AgentTrigger Trigger, AgentState To, string Reason)[] steps)
    {
        var run = new RunRecord("run-1");
        run.Apply(new RunStarted(new RunRequest { Brief = new TaskBrief("a task", ["true"]), Models = new ModelChoice("repair") }), DateTimeOffset.UnixEpoch);
        var (state, time, calls) = (AgentState.Ready, DateTimeOffset.UnixEpoch, 0);
        foreach (var (trigger, to, reason) in steps)
        {
            time = time.AddSeconds(1.5);
            if (trigger is AgentTrigger.Planned or AgentTrigger.Revised)
            {
                run.Apply(new ModelAnswered(++calls, state, "An answer.", "1 + 1", TimeSpan.FromSeconds(1)), time);
            }

            run.Apply(new Transitioned(state, trigger, to, reason), time);
            state = to;
        }

        return run;
    }

    public static RunRecord RepairedRun() => Run(
        (AgentTrigger.Start, AgentState.Planning, "It begins."),
        (AgentTrigger.Planned, AgentState.Acting, "There is code."),
        (AgentTrigger.Acted, AgentState.Reflecting, "It ran."),
        (AgentTrigger.RevisionNeeded, AgentState.Revising, "A check failed."),
        (AgentTrigger.Revised, AgentState.Acting, "There is other code."),
        (AgentTrigger.Acted, AgentState.Reflecting, "It ran."),
        (AgentTrigger.ChecksPassed, AgentState.Succeeded, "Every check held."));
}

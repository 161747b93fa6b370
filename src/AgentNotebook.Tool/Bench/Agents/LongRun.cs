using System.Diagnostics;
using System.Globalization;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Models;
using AgentNotebook.Sessions;

namespace AgentNotebook.Tool.Bench.Agents;

/// <summary>A run of many transitions with everything that is the run's own: states, controller, record, journal entries as JSON. No disk, no compiler, no child, no model.</summary>
internal static class LongRun
{
    /// <summary>Drives a run and tells when each transition was taken.</summary>
    /// <param name="transitions">After how many the run is interrupted.</param>
    /// <param name="allowRepeat">Whether the detectors of loops are off.</param>
    /// <returns>Microseconds that each transition took, in order.</returns>
    public static async Task<IReadOnlyList<double>> DriveAsync(int transitions, bool allowRepeat = false)
    {
        using var store = new MemoryStore();
        using var session = Session.Open(store, "bench");
        using var enough = new CancellationTokenSource();
        await using var runner = new NearingRunner();
        var request = new RunRequest
        {
            Brief = new TaskBrief("Count.", [NearingRunner.Check]),
            Models = new ModelChoice("counting"),
            AllowRepeat = allowRepeat,
            Budget = new RunBudget { Rounds = int.MaxValue, WallTime = TimeSpan.FromHours(1) },
        };
        var services = new RunServices { Model = new CountingModel(static call => string.Create(CultureInfo.InvariantCulture, $"var step = {call};\nMath.Sqrt(step)")), Compiler = new ReadyCompiler(), Runner = runner };
        var run = AgentRun.Start(session, request, services);
        var took = new List<double>(transitions);
        var last = Stopwatch.GetTimestamp();
        run.Changed += record =>
        {
            if (record.Transitions.Count > took.Count)
            {
                var now = Stopwatch.GetTimestamp();
                took.Add(Stopwatch.GetElapsedTime(last, now).TotalMicroseconds);
                last = now;
                if (took.Count == transitions)
                {
                    enough.Cancel();
                }
            }
        };
        await run.RunAsync(enough.Token);
        return [.. took.Take(transitions)];
    }
}

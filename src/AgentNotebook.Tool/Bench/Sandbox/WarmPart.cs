using AgentNotebook.Execution;
using AgentNotebook.Tool.Bench.Figures;

namespace AgentNotebook.Tool.Bench.Sandbox;

/// <summary>From source to answer with a spare worker ready, at each level, and the same program by <c>dotnet run</c>. All take turns, so that whatever else the machine does meets all alike.</summary>
internal sealed class WarmPart : ISandboxPart
{
    private const double PeerRatio = 45;

    public string Name => "warm";

    public async Task MeasureAsync(SandboxBench bench, CancellationToken cancellationToken)
    {
        using var peer = new PeerApp();
        var peerTimes = new List<double>();
        var peers = bench.Count("peer");
        if (peers > 0 && await peer.TryAsync(cancellationToken) is { } missing)
        {
            bench.Note($"Not compared with 'dotnet run file.cs': {missing}");
            peers = 0;
        }

        var runners = bench.Levels.ToDictionary(level => level, level => bench.Runner(level));
        var times = bench.Levels.ToDictionary(level => level, _ => new List<StepTime>());
        foreach (var runner in runners.Values)
        {
            await runner.SettleAsync(cancellationToken);
        }

        var rounds = new[] { bench.Count("warm"), bench.Count("levels"), peers }.Max();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (level, runner) in runners)
            {
                if (IsDue(round, rounds, bench.Count(level == bench.Levels[0] ? "warm" : "levels")))
                {
                    if (await bench.StepAsync(runner, cancellationToken) is { } time)
                    {
                        times[level].Add(time);
                    }

                    await runner.SettleAsync(cancellationToken);
                }
            }

            if (IsDue(round, rounds, peers))
            {
                var (time, fault) = await peer.RunAsync(cancellationToken);
                if (bench.Answers.Count(fault))
                {
                    peerTimes.Add(time);
                }
            }
        }

        foreach (var runner in runners.Values)
        {
            await runner.DisposeAsync();
        }

        Report(bench, times, peerTimes);
    }

    private void Report(SandboxBench bench, Dictionary<SandboxLevel, List<StepTime>> times, List<double> peerTimes)
    {
        var totals = new Dictionary<SandboxLevel, Spread?>();
        foreach (var (level, steps) in times)
        {
            var judged = level == bench.Levels[0];
            var words = level.ToString().ToLowerInvariant();
            totals[level] = bench.Add(Name, $"{words}: compile to answer", "ms", [.. steps.Select(step => step.Total)], judged ? Goal.MedianAtMost(9) : null);
            bench.Add(Name, $"{words}: compile", "ms", [.. steps.Select(step => step.Compile)]);
            bench.Add(Name, $"{words}: send, load, run", "ms", [.. steps.Select(step => step.Run)], judged ? Goal.MedianAtMost(3) : null);
            bench.Add(Name, $"{words}: processor time of both sides", "ms", [.. steps.Select(step => step.Processor)]);
        }

        var strongest = totals[bench.Levels[0]];
        if (bench.Add(Name, "dotnet run file.cs", "ms", peerTimes) is { } peer && strongest is not null)
        {
            bench.Add(Name, "dotnet run ÷ compile to answer", "×", [peer.Median / strongest.Median], Goal.MedianAtLeast(PeerRatio));
        }

        if (totals.GetValueOrDefault(SandboxLevel.None) is { } plain && strongest is not null && bench.Levels.Count > 1)
        {
            bench.Add(Name, $"{bench.Levels[0].ToString().ToLowerInvariant()} ÷ none", "×", [strongest.Median / plain.Median]);
        }
    }

    // Spreads `count` turns evenly over the rounds.
    private static bool IsDue(int round, int rounds, int count) => (long)(round + 1) * count / rounds > (long)round * count / rounds;
}

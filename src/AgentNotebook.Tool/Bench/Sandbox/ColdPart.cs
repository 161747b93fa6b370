using System.Diagnostics;
using AgentNotebook.Tool.Bench.Figures;

namespace AgentNotebook.Tool.Bench.Sandbox;

/// <summary>The first answer of a new runner, which has no worker yet; the compiler is warm.</summary>
internal sealed class ColdPart : ISandboxPart
{
    public const string PartName = "cold";

    public string Name => PartName;

    public async Task MeasureAsync(SandboxBench bench, CancellationToken cancellationToken)
    {
        var times = bench.Levels.ToDictionary(level => level, _ => new List<double>());
        for (var round = 0; round < bench.Count("cold"); round++)
        {
            foreach (var level in bench.Levels)
            {
                var clock = Stopwatch.StartNew();
                await using var runner = bench.Runner(level);
                if (await bench.StepAsync(runner, cancellationToken) is not null)
                {
                    times[level].Add(clock.Elapsed.TotalMilliseconds);
                }

                // Its spares are let come before they are let go: they shall not start while the next is timed.
                await runner.SettleAsync(cancellationToken);
            }
        }

        foreach (var (level, values) in times)
        {
            bench.Add(Name, $"{level.ToString().ToLowerInvariant()}: no worker yet", "ms", values, Goal.MedianAtMost(200));
        }
    }
}

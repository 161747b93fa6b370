using AgentNotebook.Tool.Bench.Figures;

namespace AgentNotebook.Tool.Bench.Sandbox;

/// <summary>Steps one after another without a pause: the pool has to keep up.</summary>
internal sealed class SequencePart : ISandboxPart
{
    public string Name => "sequence";

    public async Task MeasureAsync(SandboxBench bench, CancellationToken cancellationToken)
    {
        await using var runner = bench.Runner();
        await runner.SettleAsync(cancellationToken);
        var times = new List<double>();
        for (var step = 0; step < bench.Count("sequence"); step++)
        {
            if (await bench.StepAsync(runner, cancellationToken) is { } time)
            {
                times.Add(time.Total);
            }
        }

        if (bench.Add(Name, "each of many without pause", "ms", times) is { } spread)
        {
            bench.Add(Name, "p99 ÷ median", "×", [spread.P99 / spread.Median], Goal.MedianAtMost(8));
        }
    }
}

using System.Diagnostics;
using AgentNotebook.Tool.Bench.Figures;

namespace AgentNotebook.Tool.Bench.Sandbox;

/// <summary>Eight steps at once against eight one after another, in turns.</summary>
internal sealed class BurstPart : ISandboxPart
{
    private const int Steps = 8;

    public string Name => "burst";

    public async Task MeasureAsync(SandboxBench bench, CancellationToken cancellationToken)
    {
        // A spare for each: starting workers keeps both processors busy whether their guests come together or not.
        await using var runner = bench.Runner(spares: Steps);
        var (alone, together, gains, limits) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < bench.Count("burst"); round++)
        {
            // In turns of order, so that neither always meets the state the other left.
            if (round % 2 == 0)
            {
                alone.Add(await TimeAsync(AloneAsync));
                together.Add(await TimeAsync(TogetherAsync));
            }
            else
            {
                together.Add(await TimeAsync(TogetherAsync));
                alone.Add(await TimeAsync(AloneAsync));
            }

            gains.Add(alone[^1] / together[^1]);
            limits.Add(Calibration.GainOfTwo());
        }

        bench.Add(Name, $"{Steps} one after another", "ms", alone);
        bench.Add(Name, $"{Steps} at once", "ms", together);
        bench.Add(Name, "one after another ÷ at once", "×", gains, Goal.MedianAtLeast(1.5));
        bench.Add(Name, "this machine's own gain, two loops", "×", limits);

        async Task<double> TimeAsync(Func<Task> steps)
        {
            await runner.SettleAsync(cancellationToken);
            var clock = Stopwatch.StartNew();
            await steps();
            return clock.Elapsed.TotalMilliseconds;
        }

        async Task AloneAsync()
        {
            for (var step = 0; step < Steps; step++)
            {
                await bench.StepAsync(runner, cancellationToken);
            }
        }

        Task TogetherAsync() => Task.WhenAll(Enumerable.Range(0, Steps).Select(_ => Task.Run(() => bench.StepAsync(runner, cancellationToken), cancellationToken)));
    }
}

using System.Diagnostics;
using AgentNotebook.Execution;
using AgentNotebook.Tool.Bench.Figures;

namespace AgentNotebook.Tool.Bench.Sandbox;

/// <summary>How long after its wall-clock limit a guest that spins is gone and judged.</summary>
internal sealed class TimeoutPart : ISandboxPart
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(1);

    public string Name => "timeout";

    public async Task MeasureAsync(SandboxBench bench, CancellationToken cancellationToken)
    {
        await using var runner = bench.Runner();
        var program = bench.Compile("while (true) { }");
        var times = new List<double>();
        for (var round = 0; round < bench.Count("timeout"); round++)
        {
            await runner.SettleAsync(cancellationToken);
            var clock = Stopwatch.StartNew();
            if (await bench.DemandAsync(runner, program, new ExecutionLimits { WallTime = _limit }, Verdict.TimedOut, cancellationToken) is not null)
            {
                times.Add((clock.Elapsed - _limit).TotalMilliseconds);
            }
        }

        bench.Add(Name, $"past a limit of {_limit.TotalSeconds:0} s", "ms", times, Goal.MaxAtMost(100));
    }
}

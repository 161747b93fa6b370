using AgentNotebook.Magics;
using AgentNotebook.Text;
using AgentNotebook.Tool.Bench.Agents;
using AgentNotebook.Tool.Bench.Gpu;
using AgentNotebook.Tool.Bench.Kernel;
using AgentNotebook.Tool.Bench.Loops;
using AgentNotebook.Tool.Bench.Repair;
using AgentNotebook.Tool.Bench.Sandbox;
using AgentNotebook.Tool.Bench.Scale;
using AgentNotebook.Tool.Bench.Sessions;
using AgentNotebook.Tool.Bench.Unpack;

namespace AgentNotebook.Tool.Bench;

/// <summary>All benchmarks.</summary>
public static class Benchmarks
{
    /// <summary>All benchmarks, by name.</summary>
    public static IReadOnlyList<IBenchmark> All { get; } = 
    [
        new RepairBenchmark("repair", corpus: "repair", totalsOnly: false),
        new RepairBenchmark("repair-held-out", corpus: "held-out", totalsOnly: true),
        new LoopsBenchmark(),
        new AgentsBenchmark(),
        new SandboxBenchmark(),
        new SessionsBenchmark(),
        new KernelBenchmark(),
        new GpuBenchmark(),
        new UnpackBenchmark(),
        new ScaleBenchmark(),
    ];

    /// <summary>Finds a benchmark.</summary>
    /// <exception cref="UsageException">There is none of that name.</exception>
    public static IBenchmark Find(string name)
    {
        var names = All.Select(bench => bench.Name).ToList();
        var nearest = NearestName.Of(name, names);
        return All.FirstOrDefault(bench => bench.Name == name)
            ?? throw new UsageException($"There is no benchmark '{name}'. {(nearest is null ? "" : $"Did you mean '{nearest}'? ")}Benchmarks: {string.Join(", ", names)}.");
    }
}

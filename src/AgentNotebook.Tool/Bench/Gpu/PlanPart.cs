using System.Diagnostics;
using AgentNotebook.Gpu.Planning;
using AgentNotebook.Gpu.Planning.Headers;
using AgentNotebook.Tool.Bench.Figures;

namespace AgentNotebook.Tool.Bench.Gpu;

/// <summary>Planning models of a thousand modules, from the file to the device map.</summary>
internal sealed class PlanPart : IGpuPart
{
    private const string Plans = "plan";

    private static readonly Goal _goal = Goal.MedianAtMost(50);

    public string Name => "plan";

    public IReadOnlyDictionary<string, int> Repetitions { get; } = new Dictionary<string, int> { [Plans] = 50 };

    public Task MeasureAsync(GpuBench bench, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("agentnb-bench-");
        try
        {
            var blocks = MadeUpModel.WriteBlocks(Path.Combine(folder.FullName, "blocks.safetensors"));
            var uneven = MadeUpModel.WriteUneven(Path.Combine(folder.FullName, "uneven.safetensors"));
            Measure(bench, "in blocks, on two GPUs", blocks, [Gpu(0, 20), Gpu(1, 20)], fits: true, _goal, cancellationToken);
            Measure(bench, "in blocks, over GPU, cpu and disk", blocks, [Gpu(0, 8), Cpu(6), Disk()], fits: true, _goal, cancellationToken);
            Measure(bench, "of a thousand sizes, over 8 GPUs, cpu and disk", uneven, [.. Enumerable.Range(0, 8).Select(index => Gpu(index, 1)), Cpu(1), Disk()], fits: true, _goal, cancellationToken);

            // Advice is found by planning some fifty times more, for which nothing is asked.
            Measure(bench, "in blocks, that do not fit, with advice", blocks, [Gpu(0, 8), Cpu(6)], fits: false, goal: null, cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return Task.CompletedTask;
    }

    private void Measure(GpuBench bench, string what, string file, IReadOnlyList<PlanDevice> devices, bool fits, Goal? goal, CancellationToken cancellationToken)
    {
        List<double> times = [];
        for (var i = 0; i <= bench.Count(Plans) && bench.Count(Plans) > 0; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var start = Stopwatch.GetTimestamp();
            var plan = PlacementPlanner.Plan(ModelHeaders.Read(file), new PlanRequest { Devices = devices });
            var map = plan.ToDeviceMapJson();
            var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            if (plan.Fits != fits || (fits && (map.Length < 3 || plan.Devices.Any(placed => placed.FreeBytes < 0))))
            {
                bench.Fail($"1,000 modules {what}: {(plan.Fits ? "fits" : "does not fit")}, {plan.DeviceMap.Count} names in the device map.");
            }

            // The first compiles the planner as well.
            if (i > 0)
            {
                times.Add(time);
            }
        }

        bench.Add(Name, $"1,000 modules {what}", "ms", times, goal);
    }

    private static PlanDevice Gpu(int index, long gibibytes) => new(PlanDeviceKind.Gpu, index, gibibytes << 30, "");

    private static PlanDevice Cpu(long gibibytes) => new(PlanDeviceKind.Cpu, 0, gibibytes << 30, "");

    private static PlanDevice Disk() => new(PlanDeviceKind.Disk, 0, 1L << 50, "");
}

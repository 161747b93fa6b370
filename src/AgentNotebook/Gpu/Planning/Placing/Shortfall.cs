using AgentNotebook.Gpu.Planning.Headers;
using AgentNotebook.Gpu.Planning.Trees;
using AgentNotebook.Text;

namespace AgentNotebook.Gpu.Planning.Placing;

/// <summary>Says why a model does not fit.</summary>
internal static class Shortfall
{
    /// <summary>The reasons that can be told, a sentence each; at least one.</summary>
    public static IReadOnlyList<string> Explain(IReadOnlyList<PlanItem> items, IReadOnlyList<PlanUnit> units, PlanRequest request, bool gaveUp)
    {
        List<string> problems = [];
        var gpus = request.Devices.Where(device => device.Kind == PlanDeviceKind.Gpu && device.UsableBytes > 0).ToList();
        var memory = request.Devices.Where(device => device.Kind == PlanDeviceKind.Cpu && device.UsableBytes > 0).ToList();
        var running = gpus.Count > 0 ? gpus : memory;
        if (running.Count == 0)
        {
            return [request.Devices.Count == 0 ? "There is no device." : $"After context and margin nothing is left of {string.Join(", ", request.Devices.Select(device => device.Label))}."];
        }

        var (weights, room) = (Sum(items.Select(item => item.Bytes)), Sum(running.Select(device => device.UsableBytes)));
        if (weights > room)
        {
            problems.Add($"The weights take {ByteText.Of((long)weights)}, and {Names(running)} {(running.Count == 1 ? "has" : "have")} room for {ByteText.Of((long)room)} after context and margin.");
        }

        Bound(items, units, request, gpus, memory, problems);
        if (request.Devices.All(device => device.Kind != PlanDeviceKind.Disk))
        {
            problems.Add("There is no folder to offload to, so what finds no room in memory cannot go to disk.");
        }

        if (gaveUp)
        {
            problems.Add($"Not every arrangement was tried: {request.SearchSteps} steps were spent.");
        }

        return problems;
    }

    private static void Bound(IReadOnlyList<PlanItem> items, IReadOnlyList<PlanUnit> units, PlanRequest request, List<PlanDevice> gpus, List<PlanDevice> memory, List<string> problems)
    {
        var largest = items.MaxBy(item => item.Bytes)!;
        var largestRoom = gpus.Concat(memory).Max(device => device.UsableBytes);
        if (largest.Bytes > largestRoom)
        {
            problems.Add($"{Name(largest, units)} takes {ByteText.Of(largest.Bytes)} in one piece, and no device has more than {ByteText.Of(largestRoom)}.");
        }

        var bound = items.Where(item => !item.CanOffload).ToList();
        if (bound.Count > 0)
        {
            problems.Add($"A model quantized to {request.Quantization.ToString().ToLowerInvariant()} can be on GPUs only{(request.Quantization == WeightQuantization.Int8 ? ", unless its modules are offloaded in float32" : "")}.");
        }

        var brought = items.Where(item => item.CanOffload).Select(item => item.BringInBytes).DefaultIfEmpty().Max();
        if (gpus.Count > 0 && brought > 0)
        {
            problems.Add($"Room for an offloaded module that is brought in, up to {ByteText.Of(brought)} here, has to stay free on a GPU{(request.Devices.Any(device => device.Kind == PlanDeviceKind.Disk) ? ", and on the cpu for one from disk" : "")}.");
        }
    }

    private static Int128 Sum(IEnumerable<long> sizes) => Int128.Min(sizes.Aggregate(Int128.Zero, (sum, size) => sum + size), long.MaxValue);

    private static string Names(List<PlanDevice> devices) => devices.Count <= 3 ? string.Join(" and ", devices.Select(device => device.Label)) : $"{devices.Count} GPUs";

    private static string Name(PlanItem item, IReadOnlyList<PlanUnit> units) => item.Units.Count == 1
        ? Path(units[item.Units[0]])
        : $"{Path(units[item.Units[0]])} with {(item.Units.Count == 2 ? Path(units[item.Units[1]]) : $"{item.Units.Count - 1} modules")} that share{(item.Units.Count == 2 ? "s" : "")} its weights";

    private static string Path(PlanUnit unit) => ModelHeaderException.Shown(unit.Path);
}

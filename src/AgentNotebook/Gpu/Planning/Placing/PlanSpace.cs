namespace AgentNotebook.Gpu.Planning.Placing;

/// <summary>The items and the devices of one plan, and which of the devices run modules.</summary>
internal sealed class PlanSpace
{
    private PlanSpace(IReadOnlyList<PlanItem> items, IReadOnlyList<PlanDevice> devices, IReadOnlyList<long> capacity, int main)
    {
        (Items, Devices, Capacity, Main) = (items, devices, capacity, main);
        RunsOn = [.. devices.Select(device => device.Kind == devices[main].Kind)];
        Cpu = devices.ToList().FindIndex(device => device.Kind == PlanDeviceKind.Cpu);
        Disk = devices.ToList().FindIndex(device => device.Kind == PlanDeviceKind.Disk);
        var running = Enumerable.Range(0, devices.Count).Where(device => RunsOn[device]).Sum(device => capacity[device]);
        MayRunAll = items.Sum(item => devices[main].Kind == PlanDeviceKind.Gpu ? item.Bytes : item.OffloadedBytes) <= running;
        MayHoldAll = items.Sum(item => Math.Min(item.Bytes, item.OffloadedBytes)) <= capacity.Sum();
    }

    /// <summary>In the model's order.</summary>
    public IReadOnlyList<PlanItem> Items { get; }

    /// <summary>GPUs by number, then cpu, then disk.</summary>
    public IReadOnlyList<PlanDevice> Devices { get; }

    /// <summary>What may be used of each device.</summary>
    public IReadOnlyList<long> Capacity { get; }

    /// <summary>Whether modules on a device run there: on GPUs where there are any, else on the cpu. The others hold what is brought in.</summary>
    public IReadOnlyList<bool> RunsOn { get; }

    /// <summary>The device to which offloaded modules are brought to be run.</summary>
    public int Main { get; }

    /// <summary>Main memory; -1 without it.</summary>
    public int Cpu { get; }

    /// <summary>The folder; -1 without one.</summary>
    public int Disk { get; }

    /// <summary>Whether the devices that run modules have room for all of them, if only it were in one piece.</summary>
    public bool MayRunAll { get; }

    /// <summary>Whether all devices together have, by the least that modules may take.</summary>
    public bool MayHoldAll { get; }

    /// <summary>The ways to use the devices, the best first: everything runs on GPUs, of which the first, else another one, takes what is brought in; else everything runs on the cpu.</summary>
    public static IReadOnlyList<PlanSpace> Ways(IReadOnlyList<PlanItem> items, IReadOnlyList<PlanDevice> devices)
    {
        // What is larger than everything together is as good as that, and cannot overflow when it is added up.
        var everything = 1 + items.Sum(item => Math.Max(item.Bytes, item.OffloadedBytes)) + items.Select(item => item.BringInBytes).DefaultIfEmpty().Max();
        List<PlanDevice> ordered = [.. devices.OrderBy(device => device.Kind).ThenBy(device => device.Index)];
        List<long> capacity = [.. ordered.Select(device => Math.Min(device.UsableBytes, everything))];
        return [.. Enumerable.Range(0, ordered.Count)
            .Where(device => capacity[device] > 0 && ordered[device].Kind != PlanDeviceKind.Disk)
            .Select(main => new PlanSpace(items, ordered, capacity, main))];
    }

    /// <summary>What an item takes on a device: weights are quantized on GPUs only.</summary>
    public long Bytes(int item, int device) => Devices[device].Kind == PlanDeviceKind.Gpu ? Items[item].Bytes : Items[item].OffloadedBytes;
}

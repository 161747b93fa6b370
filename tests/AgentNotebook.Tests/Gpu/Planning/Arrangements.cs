using AgentNotebook.Gpu.Planning;
using AgentNotebook.Gpu.Planning.Headers;
using AgentNotebook.Gpu.Planning.Placing;
using AgentNotebook.Gpu.Planning.Trees;

namespace AgentNotebook.Tests.Gpu.Planning;

/// <summary>Whether a model fits, by trying every module on every device: slow, and too simple to be wrong in the same way as the planner.</summary>
internal static class Arrangements
{
    public static bool Exist(ModelHeader model, PlanRequest request)
    {
        var tree = ModuleTree.Build(model, request);
        var items = PlanItem.Group(UnitSplitter.Split(tree, request.NoSplit), tree.Storages.Count);
        var devices = request.Devices;
        var mains = devices.Where(device => device.Kind != PlanDeviceKind.Disk && device.UsableBytes > 0);
        return mains.Any(main => Try(items, devices, main, new PlanDevice[items.Count], 0));
    }

    private static bool Try(IReadOnlyList<PlanItem> items, IReadOnlyList<PlanDevice> devices, PlanDevice main, PlanDevice[] chosen, int next)
    {
        if (next == items.Count)
        {
            return Holds(items, devices, main, chosen);
        }

        foreach (var device in devices)
        {
            chosen[next] = device;
            if (Try(items, devices, main, chosen, next + 1))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Holds(IReadOnlyList<PlanItem> items, IReadOnlyList<PlanDevice> devices, PlanDevice main, PlanDevice[] chosen)
    {
        var away = Enumerable.Range(0, items.Count).Where(item => chosen[item].Kind != main.Kind).ToList();
        var onDisk = away.Where(item => chosen[item].Kind == PlanDeviceKind.Disk).ToList();
        if (Enumerable.Range(0, items.Count).Any(item => chosen[item].Kind < main.Kind || (chosen[item].Kind != PlanDeviceKind.Gpu && !items[item].CanOffload)) || (onDisk.Count > 0 && devices.All(device => device.Kind != PlanDeviceKind.Cpu)))
        {
            return false;
        }

        return devices.All(device =>
        {
            var weights = Enumerable.Range(0, items.Count).Where(item => chosen[item] == device).Sum(item => device.Kind == PlanDeviceKind.Gpu ? items[item].Bytes : items[item].OffloadedBytes);
            var brought = (device == main ? away : device.Kind == PlanDeviceKind.Cpu ? onDisk : []).Select(item => items[item].BringInBytes).DefaultIfEmpty().Max();
            return weights + brought <= device.UsableBytes;
        });
    }
}

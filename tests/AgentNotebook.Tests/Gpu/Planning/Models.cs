using AgentNotebook.Gpu.Planning;
using AgentNotebook.Gpu.Planning.Headers;

namespace AgentNotebook.Tests.Gpu.Planning;

/// <summary>Models and devices of a few bytes, so that a plan can be worked out by hand.</summary>
internal static class Models
{
    /// <summary>A model of tensors with a size in bytes each.</summary>
    public static ModelHeader Of(params (string Name, long Bytes)[] tensors) => Of([.. tensors.Select(tensor => (tensor.Name, "U8", new[] { tensor.Bytes }))]);

    /// <summary>A model of tensors with types and shapes.</summary>
    public static ModelHeader Of(params (string Name, string Type, long[] Shape)[] tensors)
    {
        var at = 0L;
        List<TensorHeader> headers = [];
        foreach (var (name, type, shape) in tensors)
        {
            var bytes = shape.Aggregate(1L, (product, dimension) => product * dimension) * (type switch { "U8" or "BOOL" => 1, "BF16" or "F16" => 2, "I64" or "F64" => 8, _ => 4 });
            headers.Add(new TensorHeader(name, type, shape, bytes, "model.safetensors", at));
            at += bytes;
        }

        return new ModelHeader("model.safetensors", ModelFormat.Safetensors, ["model.safetensors"], headers);
    }

    public static PlanDevice Card(int index, long bytes) => new(PlanDeviceKind.Gpu, index, bytes, "");

    public static PlanDevice Cpu(long bytes) => new(PlanDeviceKind.Cpu, 0, bytes, "");

    public static PlanDevice Disk(long bytes = 1L << 40) => new(PlanDeviceKind.Disk, 0, bytes, "");

    public static PlacementPlan Plan(ModelHeader model, params PlanDevice[] devices) => PlacementPlanner.Plan(model, new PlanRequest { Devices = devices });

    /// <summary>Modules and devices, as <c>a→0 b→cpu</c>.</summary>
    public static string Placed(PlacementPlan plan) => string.Join(' ', plan.Modules.Select(module => $"{module.Path}→{Short(module.Device)}"));

    /// <summary>The device map, as <c>a→0 b→cpu</c>.</summary>
    public static string Map(PlacementPlan plan) => string.Join(' ', plan.DeviceMap.Select(entry => $"{entry.Key}→{Short(entry.Value)}"));

    private static string Short(PlanDevice device) => device.Label.Replace("GPU ", "", StringComparison.Ordinal);
}

using System.Security.Cryptography;
using System.Text;
using AgentNotebook.Gpu.Planning;
using AgentNotebook.Gpu.Planning.Headers;
using TorchSharp;

namespace AgentNotebook.TorchSharp;

/// <summary>Where a plan puts things on this machine.</summary>
/// <param name="moves">Modules with the devices they are moved to, from the outermost inwards.</param>
/// <param name="onDisk">Paths of modules and tensors that stay on the disk.</param>
/// <param name="offloadFolder">Where they stay.</param>
internal sealed class PlannedPlaces(IReadOnlyList<(string Path, torch.Device Device)> moves, IReadOnlyList<string> onDisk, string offloadFolder)
{
    public IReadOnlyList<(string Path, torch.Device Device)> Moves => moves;

    /// <exception cref="TorchLoadException">The plan is of another kind, does not fit, or names what is not here.</exception>
    public static PlannedPlaces Demand(PlacementPlan plan, string? offloadFolder)
    {
        if (plan.Model.Format != ModelFormat.Safetensors)
        {
            throw new TorchLoadException($"{plan.Model.Path} is {plan.Model.Format}: modules are loaded from safetensors.");
        }

        if (plan.Request.Quantization != WeightQuantization.None)
        {
            throw new TorchLoadException("The plan is for quantized weights, and TorchSharp does not quantize. Plan without --quantize.");
        }

        if (!plan.Fits)
        {
            throw new TorchLoadException($"The plan does not fit: {string.Join(' ', plan.Problems.Take(3))}");
        }

        var moves = new List<(string Path, torch.Device Device)>();
        var backend = new Lazy<TorchBackend>(TorchBackend.Detect);
        foreach (var (path, device) in plan.DeviceMap.Where(entry => entry.Value.Kind == PlanDeviceKind.Gpu).OrderBy(entry => entry.Key.Length))
        {
            if (device.Index >= backend.Value.CudaDevices)
            {
                throw new TorchLoadException($"The plan puts '{path}' on {device.Label}, and TorchSharp sees {backend.Value.CudaDevices} GPUs{(backend.Value.Failure is { } failure ? $" ({failure})" : "")}. Plan for this machine: name only its own devices with --max-memory.");
            }

            moves.Add((path, torch.device(DeviceType.CUDA, device.Index)));
        }

        var onDisk = plan.DeviceMap.Where(entry => entry.Value.Kind == PlanDeviceKind.Disk).Select(entry => entry.Key).ToList();
        if (onDisk.Count > 0)
        {
            if (offloadFolder is null)
            {
                throw new TorchLoadException($"The plan leaves '{onDisk[0]}' on the disk, and no offload folder is named.");
            }

            Make(offloadFolder);
        }

        return new PlannedPlaces(moves, onDisk, offloadFolder ?? "");
    }

    /// <summary>The file of a tensor that stays on the disk; <see langword="null"/> for one that does not.</summary>
    // A tensor's name may hold anything; its hash names a file everywhere.
    public string? OffloadOf(string tensor) => onDisk.Any(path => path.Length == 0 || tensor == path || tensor.StartsWith(path + ".", StringComparison.Ordinal))
        ? Path.Combine(offloadFolder, $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(tensor)))[..32]}.bin")
        : null;

    private static void Make(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TorchLoadException($"The offload folder {folder} cannot be made: {exception.Message}", exception);
        }
    }
}

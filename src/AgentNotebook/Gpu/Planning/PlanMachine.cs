using AgentNotebook.Gpu.Processes;
using AgentNotebook.Text;

namespace AgentNotebook.Gpu.Planning;

/// <summary>What a machine has room for at the moment, before context and margin.</summary>
/// <param name="Gpus">Its GPUs with what is free on each.</param>
/// <param name="Cpu">Its main memory with what is available.</param>
/// <param name="Remarks">Why there is no GPU, or which of them does not answer, a sentence each.</param>
public sealed record PlanMachine(IReadOnlyList<PlanDevice> Gpus, PlanDevice Cpu, IReadOnlyList<string> Remarks)
{
    /// <summary>This machine.</summary>
    public static PlanMachine Detect()
    {
        using var probe = MemoryProbes.Detect();
        return Of(probe, AvailableMemory());
    }

    /// <summary>The machine that a probe measures.</summary>
    /// <param name="probe">The probe.</param>
    /// <param name="available">Main memory that new work can have, in bytes.</param>
    internal static PlanMachine Of(IMemoryProbe probe, long available)
    {
        var cpu = new PlanDevice(PlanDeviceKind.Cpu, 0, Math.Max(0, available), "available here now");
        if (!probe.IsGpu)
        {
            return new PlanMachine([], cpu, [$"No GPU of this machine is counted: {Why(probe)}."]);
        }

        List<PlanDevice> gpus = [];
        List<string> silent = [];
        foreach (var device in probe.Devices)
        {
            if (probe.Inspect(device.Index) is { } details)
            {
                gpus.Add(new PlanDevice(PlanDeviceKind.Gpu, device.Index, Math.Max(0, details.FreeBytes), $"free here now of the {ByteText.Of(device.TotalBytes)} of {device.Name}"));
            }
            else
            {
                silent.Add($"GPU {device.Index} ({device.Name}) does not answer and is left out.");
            }
        }

        return new PlanMachine(gpus, cpu, silent);
    }

    // A probe without a GPU says why in its title: process memory (no GPU driver found).
    private static string Why(IMemoryProbe probe) =>
        probe.Title.IndexOf('(', StringComparison.Ordinal) is > 0 and var open ? probe.Title[(open + 1)..].TrimEnd(')') : probe.Title;

    // In a container the kernel counts the whole machine, the runtime what the container may have.
    private static long AvailableMemory()
    {
        var runtime = GC.GetGCMemoryInfo();
        return ProcFs.AvailableMemory() is { } kernel
            ? Math.Min(kernel, runtime.TotalAvailableMemoryBytes)
            : Math.Max(0, runtime.TotalAvailableMemoryBytes - runtime.MemoryLoadBytes);
    }
}

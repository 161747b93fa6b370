using AgentNotebook.Gpu.Amd;
using AgentNotebook.Gpu.Nvml;
using AgentNotebook.Gpu.Processes;

namespace AgentNotebook.Gpu;

/// <summary>Finds the best way to measure memory on this machine.</summary>
public static class MemoryProbes
{
    /// <summary>GPU memory where NVIDIA's driver answers, or else where AMD's does; without either the memory of this process and its children.</summary>
    /// <remarks>
    /// <see cref="IMemoryProbe.Title"/> and <see cref="IMemoryProbe.Explanation"/> say which it is and why: no driver
    /// library, a driver that refuses access or is not loaded, a driver without a device, or NVML's own error text.
    /// </remarks>
    /// <param name="nvmlLibrary">Path of the NVML library, for one that the system's loader does not find. Default: the names under which the driver installs it.</param>
    /// <param name="time">Clock. Default: the system's.</param>
    /// <returns>A probe, which the caller disposes.</returns>
    public static IMemoryProbe Detect(string? nvmlLibrary = null, TimeProvider? time = null) => Detect(nvmlLibrary, time, "/sys", "/proc");

    /// <summary>The same, with other places for what the kernel tells.</summary>
    /// <param name="nvmlLibrary">Path of the NVML library.</param>
    /// <param name="time">Clock.</param>
    /// <param name="sys">Where sysfs is.</param>
    /// <param name="proc">Where the process file system is.</param>
    internal static IMemoryProbe Detect(string? nvmlLibrary, TimeProvider? time, string sys, string proc)
    {
        time ??= TimeProvider.System;
        var family = new ProcessFamily(time);
        try
        {
            return NvmlProbe.Open(nvmlLibrary is null ? NvmlLibrary.UsualNames : [nvmlLibrary], family);
        }
        catch (NvmlException absence)
        {
            // That NVIDIA's driver is not there says nothing to someone with AMD's; that it is there and fails does.
            if (AmdProbe.Open(sys, proc, family, time, absence.IsMissing ? "" : absence.Message, out var silent) is { } amd)
            {
                return amd;
            }

            return silent.Length == 0
                ? new ProcessMemoryProbe(absence.Brief, absence.Message, time)
                : new ProcessMemoryProbe("no GPU answers", $"{absence.Message} {silent}", time);
        }
    }
}

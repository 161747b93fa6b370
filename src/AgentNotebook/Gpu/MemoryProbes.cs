using AgentNotebook.Gpu.Nvml;
using AgentNotebook.Gpu.Processes;

namespace AgentNotebook.Gpu;

/// <summary>Finds the best way to measure memory on this machine.</summary>
public static class MemoryProbes
{
    /// <summary>NVIDIA GPU memory where a driver answers, else the memory of this process and its children.</summary>
    /// <remarks>
    /// <see cref="IMemoryProbe.Title"/> and <see cref="IMemoryProbe.Explanation"/> say which it is and why: no driver
    /// library, a driver that refuses access or is not loaded, a driver without a device, or NVML's own error text.
    /// </remarks>
    /// <param name="nvmlLibrary">Path of the NVML library, for one that the system's loader does not find. Default: the names under which the driver installs it.</param>
    /// <param name="time">Clock. Default: the system's.</param>
    /// <returns>A probe, which the caller disposes.</returns>
    public static IMemoryProbe Detect(string? nvmlLibrary = null, TimeProvider? time = null)
    {
        time ??= TimeProvider.System;
        try
        {
            return NvmlProbe.Open(nvmlLibrary is null ? NvmlLibrary.UsualNames : [nvmlLibrary], new ProcessFamily(time));
        }
        catch (NvmlException absence)
        {
            return new ProcessMemoryProbe(absence.Brief, absence.Message, time);
        }
    }
}

using System.Globalization;
using AgentNotebook.Execution.Frames;

namespace AgentNotebook.Execution.Workers;

/// <summary>Reckons the limits a worker sets on itself from how large it is when it is ready: a fixed limit on address space would break its start.</summary>
internal static class WorkerLimits
{
    // The parent's own watch is the exact one; the system's comes a little later and ends what the watch cannot see.
    private const int SpareCpuSeconds = 2;

    /// <param name="workerId">The worker, ready.</param>
    /// <param name="limits">What its guest may use.</param>
    /// <param name="profile">A driver of a GPU reserves address space the size of all memory it could map, its own and the machine's, before anything is used: for profile <see cref="SandboxProfile.Gpu"/> that alone is not limited.</param>
    internal static LockMessage Of(int workerId, ExecutionLimits limits, SandboxProfile profile)
    {
        if (!OperatingSystem.IsLinux())
        {
            return new LockMessage(0, 0, 0);
        }

        // Stacks count as data before they are used, and the heap's reserve is in the size already.
        var status = File.ReadAllLines($"/proc/{workerId}/status");
        return new LockMessage(
            profile == SandboxProfile.Gpu ? 0 : Field(status, "VmSize:") + limits.MemoryBytes,
            Field(status, "VmData:") + limits.MemoryBytes,
            (int)Math.Min(int.MaxValue, Math.Ceiling(limits.CpuTime.TotalSeconds) + SpareCpuSeconds));
    }

    private static long Field(string[] status, string name)
    {
        var line = status.FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) ?? throw new IOException($"/proc has no {name} of the worker.");
        return long.Parse(line.AsSpan(name.Length).Trim().TrimEnd("kB").Trim(), CultureInfo.InvariantCulture) << 10;
    }
}

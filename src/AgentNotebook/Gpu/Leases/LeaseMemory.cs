namespace AgentNotebook.Gpu.Leases;

/// <summary>Memory before, at the peak of and after a lease, all devices together: of a GPU what is ours where the driver tells, else all that is in use.</summary>
/// <param name="BeforeBytes">In use when it began.</param>
/// <param name="PeakBytes">The most that was in use.</param>
/// <param name="AfterBytes">In use when it had ended.</param>
public sealed record LeaseMemory(long BeforeBytes, long PeakBytes, long AfterBytes)
{
    /// <summary>What was taken on top of what was in use before, in bytes, never below 0.</summary>
    public long TakenBytes => Math.Max(0, PeakBytes - BeforeBytes);

    /// <summary>What did not come back, in bytes, never below 0.</summary>
    public long LeftBytes => Math.Max(0, AfterBytes - BeforeBytes);

    /// <summary>The share of what was taken that came back, 0 to 1; 1 when nothing was taken.</summary>
    public double ReturnedShare => TakenBytes == 0 ? (LeftBytes == 0 ? 1 : 0) : Math.Clamp(1 - ((double)LeftBytes / TakenBytes), 0, 1);

    /// <summary>Adds up devices.</summary>
    /// <param name="devices">What each did.</param>
    /// <param name="isGpu">Whether they are GPUs: then our share counts where the driver tells it.</param>
    /// <returns><see langword="null"/> when there is none, or one did not answer before or after: a sum without it would be wrong.</returns>
    internal static LeaseMemory? Of(IReadOnlyList<LeaseDevice> devices, bool isGpu)
    {
        if (devices.Count == 0 || devices.Any(device => device.Before is null || device.Peak is null || device.After is null))
        {
            return null;
        }

        // Where the driver does not tell processes apart, all of it stands for ours.
        var isOurs = isGpu && devices.Any(device => device.Peak!.Value.OursBytes > 0);
        return new LeaseMemory(Sum(device => device.Before), Sum(device => device.Peak), Sum(device => device.After));

        long Sum(Func<LeaseDevice, MemoryReading?> reading) =>
            devices.Sum(device => isOurs ? reading(device)!.Value.OursBytes : reading(device)!.Value.UsedBytes);
    }
}

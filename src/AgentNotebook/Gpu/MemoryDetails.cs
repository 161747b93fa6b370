namespace AgentNotebook.Gpu;

/// <summary>Everything a probe can tell of a device at one moment, for someone who looks once.</summary>
/// <param name="Reading">Memory in use.</param>
/// <param name="TotalBytes">Its capacity in bytes.</param>
public sealed record MemoryDetails(MemoryReading Reading, long TotalBytes)
{
    /// <summary>What the driver keeps for itself and counts as neither used nor free; <see langword="null"/> when it does not say.</summary>
    public long? ReservedBytes { get; init; }

    /// <summary>What new work can have.</summary>
    /// <value>Default: capacity without what is used and reserved.</value>
    public long FreeBytes { get; init; } = Math.Max(0, TotalBytes - Reading.UsedBytes);

    /// <summary>For how much of the last moments some work ran; <see langword="null"/> when the driver does not say.</summary>
    /// <value>Percent, 0 to 100.</value>
    public int? BusyPercent { get; init; }

    /// <summary>Who holds memory, the most first, at most 100.</summary>
    public IReadOnlyList<MemoryHolder> Holders { get; init; } = [];
}

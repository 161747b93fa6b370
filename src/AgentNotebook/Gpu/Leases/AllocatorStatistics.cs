namespace AgentNotebook.Gpu.Leases;

/// <summary>What a caching allocator has taken from the driver, all devices together.</summary>
/// <param name="AllocatedBytes">In use by objects, in bytes.</param>
/// <param name="ReservedBytes">Taken from the driver, in bytes; what exceeds <paramref name="AllocatedBytes"/> is its cache.</param>
public sealed record AllocatorStatistics(long AllocatedBytes, long ReservedBytes)
{
    /// <summary>Kept for the next request, in bytes, never below 0.</summary>
    public long CachedBytes => Math.Max(0, ReservedBytes - AllocatedBytes);
}

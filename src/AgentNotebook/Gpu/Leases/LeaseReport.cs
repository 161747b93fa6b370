namespace AgentNotebook.Gpu.Leases;

/// <summary>What a lease took, what came back, and who holds the rest.</summary>
/// <param name="Name">The lease's name.</param>
/// <param name="Title">What was measured and by what, as in <see cref="IMemoryProbe.Title"/>.</param>
/// <param name="IsGpu">Whether a GPU's memory was measured, as in <see cref="IMemoryProbe.IsGpu"/>.</param>
/// <param name="Duration">From its begin to the last measurement.</param>
/// <param name="Devices">What each device's memory did.</param>
/// <param name="Memory">All devices together; <see langword="null"/> when it could not be measured.</param>
/// <param name="IsBack">Whether the memory came back, within the tolerance; <see langword="null"/> when it could not be measured.</param>
/// <param name="ToleranceBytes">What may be missing and still count as back, in bytes.</param>
/// <param name="Holders">Who is known to hold what did not come back, the largest first; empty when it did.</param>
/// <param name="Failures">Every part of the end that did not work.</param>
/// <param name="Allocators">What the allocators said at the end.</param>
public sealed record LeaseReport(
    string Name,
    string Title,
    bool IsGpu,
    TimeSpan Duration,
    IReadOnlyList<LeaseDevice> Devices,
    LeaseMemory? Memory,
    bool? IsBack,
    long ToleranceBytes,
    IReadOnlyList<LeaseHolder> Holders,
    IReadOnlyList<LeaseFailure> Failures,
    IReadOnlyList<LeaseAllocator> Allocators)
{
    /// <summary>Objects that were tracked.</summary>
    public int TrackedCount { get; init; }

    /// <summary>Bytes that were named when they were tracked, all together.</summary>
    public long TrackedBytes { get; init; }

    /// <summary>Whether garbage was collected: a lease that was told to collect only where it helps may leave it out.</summary>
    public bool Collected { get; init; }

    /// <summary>What it was allowed to take, in bytes; <see langword="null"/> for no limit.</summary>
    public long? BudgetBytes { get; init; }

    /// <summary>Whether it took more than that.</summary>
    public bool IsOverBudget { get; init; }
}

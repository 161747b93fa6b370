namespace AgentNotebook.Gpu.Leases;

/// <summary>What was measured of a lease up to a moment.</summary>
/// <param name="Title">As in <see cref="IMemoryProbe.Title"/>.</param>
/// <param name="IsGpu">As in <see cref="IMemoryProbe.IsGpu"/>.</param>
/// <param name="Devices">What each device did.</param>
internal sealed record LeaseReading(string Title, bool IsGpu, IReadOnlyList<LeaseDevice> Devices)
{
    /// <summary>All devices together; <see langword="null"/> when one did not answer.</summary>
    public LeaseMemory? Memory => LeaseMemory.Of(Devices, IsGpu);
}

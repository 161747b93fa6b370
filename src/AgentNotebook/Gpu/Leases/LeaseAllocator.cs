namespace AgentNotebook.Gpu.Leases;

/// <summary>An allocator at the end of a lease, after it was asked for its cache.</summary>
/// <param name="Name">As in <see cref="IAllocatorHook.Name"/>.</param>
/// <param name="Limitation">As in <see cref="IAllocatorHook.Limitation"/>.</param>
/// <param name="Statistics">What it keeps; <see langword="null"/> when it does not tell.</param>
public sealed record LeaseAllocator(string Name, string Limitation, AllocatorStatistics? Statistics);

namespace AgentNotebook.Gpu;

/// <summary>The samples of one device.</summary>
/// <param name="Device">The device.</param>
/// <param name="Samples">In order of time, bounded by the sampler's capacity; extremes survive its thinning.</param>
/// <param name="PeakBytes">The highest <see cref="MemorySample.UsedBytes"/> ever seen, thinned away or not.</param>
public sealed record MemorySeries(MemoryDevice Device, IReadOnlyList<MemorySample> Samples, long PeakBytes);

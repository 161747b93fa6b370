namespace AgentNotebook.Gpu;

/// <summary>The samples of one device.</summary>
/// <param name="Device">The device.</param>
/// <param name="Samples">In order of time, bounded by the sampler's capacity; extremes survive its thinning.</param>
/// <param name="PeakBytes">The highest <see cref="MemorySample.UsedBytes"/> ever seen, thinned away or not.</param>
public sealed record MemorySeries(MemoryDevice Device, IReadOnlyList<MemorySample> Samples, long PeakBytes)
{
    /// <summary>The highest <see cref="MemorySample.OursBytes"/> ever seen, thinned away or not.</summary>
    public long PeakOursBytes { get; init; }

    /// <summary>In use at the sampler's very first reading: what was there before us.</summary>
    public long BaselineBytes { get; init; }
}

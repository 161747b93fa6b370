namespace AgentNotebook.Gpu.Leases;

/// <summary>Measures what memory does from a mark on, by what the sampler reads.</summary>
/// <param name="sampler">Whose curve the mark is on.</param>
/// <param name="mark">The mark at which the lease began, of a name that no other mark has.</param>
internal sealed class LeaseMeter(MemorySampler sampler, string mark)
{
    /// <summary>Sets the mark, and reads every device.</summary>
    public static LeaseMeter Begin(MemorySampler sampler, string mark)
    {
        sampler.Mark(mark);
        return new LeaseMeter(sampler, mark);
    }

    /// <summary>Up to now.</summary>
    /// <param name="endMark">Names this moment on the curve, so that only what is read after it counts as the end; <see langword="null"/> takes the latest reading.</param>
    public LeaseReading Read(string? endMark)
    {
        if (endMark is null)
        {
            sampler.Sample();
        }
        else
        {
            sampler.Mark(endMark);
        }

        if (Since(mark) is not { } curve)
        {
            var now = sampler.Snapshot();
            return new LeaseReading(now.Title, now.IsGpu, [.. now.Devices.Select(series => new LeaseDevice(series.Device, null, null, null))]);
        }

        var end = endMark is null ? null : Since(endMark);
        return new LeaseReading(curve.Title, curve.IsGpu, [.. curve.Devices.Select((series, index) => Device(series, endMark is null ? series.Samples : end?.Devices[index].Samples))]);
    }

    private static LeaseDevice Device(MemorySeries series, IReadOnlyList<MemorySample>? end) => series.Samples is not [var first, ..]
        ? new LeaseDevice(series.Device, null, null, null)
        : new LeaseDevice(
            series.Device,
            Reading(first),
            new MemoryReading(series.PeakBytes, series.Samples.Max(sample => sample.OursBytes)),
            end is [.., var last] ? Reading(last) : null);

    private static MemoryReading Reading(MemorySample sample) => new(sample.UsedBytes, sample.OursBytes);

    // More marks than the sampler keeps, and the lease's own is gone.
    private MemoryCurve? Since(string name)
    {
        try
        {
            return sampler.Since(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}

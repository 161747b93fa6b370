namespace AgentNotebook.Gpu;

/// <summary>What one device's memory in use by us did over a stretch of time: before, at its peak, after.</summary>
/// <param name="Device">The device.</param>
/// <param name="Basis">By what our use is known.</param>
/// <param name="BeforeBytes">In use by us when the stretch began.</param>
/// <param name="PeakBytes">The most that was in use by us, exact however long the stretch was.</param>
/// <param name="AfterBytes">In use by us at its end.</param>
public sealed record MemoryBalance(MemoryDevice Device, MemoryUseBasis Basis, long BeforeBytes, long PeakBytes, long AfterBytes)
{
    /// <summary>By how much use rose above where it began.</summary>
    public long TakenBytes => Math.Max(0, PeakBytes - BeforeBytes);

    /// <summary>What of it is still in use.</summary>
    public long HeldBytes => Math.Max(0, AfterBytes - BeforeBytes);

    /// <summary>Which share of what was taken came back; <see langword="null"/> when nothing was taken.</summary>
    /// <value>0 to 1.</value>
    public double? FreedShare => TakenBytes == 0 ? null : Math.Clamp(1 - ((double)HeldBytes / TakenBytes), 0, 1);

    /// <summary>The balance of every device of a curve that has samples.</summary>
    /// <param name="curve">The stretch, such as <see cref="MemorySampler.Since"/> gives it.</param>
    public static IReadOnlyList<MemoryBalance> Of(MemoryCurve curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        return [.. curve.Devices.Where(series => series.Samples.Count > 0).Select(series => Of(curve, series))];
    }

    private static MemoryBalance Of(MemoryCurve curve, MemorySeries series)
    {
        var (first, last) = (series.Samples[0], series.Samples[^1]);
        var basis = !curve.IsGpu ? MemoryUseBasis.Resident : curve.HasShare ? MemoryUseBasis.Processes : MemoryUseBasis.Growth;
        return basis switch
        {
            MemoryUseBasis.Processes => new(series.Device, basis, first.OursBytes, series.PeakOursBytes, last.OursBytes),
            MemoryUseBasis.Growth => new(series.Device, basis, Grown(first.UsedBytes), Grown(series.PeakBytes), Grown(last.UsedBytes)),
            _ => new(series.Device, basis, first.UsedBytes, series.PeakBytes, last.UsedBytes),
        };

        long Grown(long bytes) => Math.Max(0, bytes - series.BaselineBytes);
    }
}

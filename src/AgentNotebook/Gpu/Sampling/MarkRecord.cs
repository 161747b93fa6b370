namespace AgentNotebook.Gpu.Sampling;

/// <summary>A mark with what was read between it and the next one.</summary>
internal sealed class MarkRecord(TimeSpan at, string name, int devices)
{
    public TimeSpan At { get; } = at;

    public string Name { get; } = name;

    /// <summary>For each device the first sample at or after the mark; none yet: <see langword="null"/>.</summary>
    public MemorySample?[] First { get; } = new MemorySample?[devices];

    /// <summary>For each device the highest use up to the next mark, so that a peak since any mark is exact however much was merged.</summary>
    public long[] PeakBytes { get; } = new long[devices];

    public void Observe(int device, in MemorySample sample)
    {
        First[device] ??= sample;
        PeakBytes[device] = Math.Max(PeakBytes[device], sample.UsedBytes);
    }
}

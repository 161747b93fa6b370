namespace AgentNotebook.Gpu.Sampling;

/// <summary>A mark with what was read between it and the next one.</summary>
internal sealed class MarkRecord(MemoryMark mark, int devices)
{
    public MemoryMark Mark { get; } = mark;

    public TimeSpan At => Mark.At;

    /// <summary>For each device the first sample at or after the mark; none yet: <see langword="null"/>.</summary>
    public MemorySample?[] First { get; } = new MemorySample?[devices];

    /// <summary>For each device the highest use up to the next mark, so that a peak since any mark is exact however much was merged.</summary>
    public long[] PeakBytes { get; } = new long[devices];

    /// <summary>The same of our share.</summary>
    public long[] PeakOursBytes { get; } = new long[devices];

    public void Observe(int device, in MemorySample sample)
    {
        First[device] ??= sample;
        PeakBytes[device] = Math.Max(PeakBytes[device], sample.UsedBytes);
        PeakOursBytes[device] = Math.Max(PeakOursBytes[device], sample.OursBytes);
    }

    /// <summary>Takes over what was read after a mark that is dropped and followed this one.</summary>
    public void Absorb(MarkRecord next)
    {
        for (var device = 0; device < First.Length; device++)
        {
            First[device] ??= next.First[device];
            PeakBytes[device] = Math.Max(PeakBytes[device], next.PeakBytes[device]);
            PeakOursBytes[device] = Math.Max(PeakOursBytes[device], next.PeakOursBytes[device]);
        }
    }
}

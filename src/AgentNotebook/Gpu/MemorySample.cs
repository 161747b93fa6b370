namespace AgentNotebook.Gpu;

/// <summary>A reading and when it was taken.</summary>
/// <param name="At">Time since the curve's start.</param>
/// <param name="UsedBytes">As in <see cref="MemoryReading"/>.</param>
/// <param name="OursBytes">As in <see cref="MemoryReading"/>.</param>
public readonly record struct MemorySample(TimeSpan At, long UsedBytes, long OursBytes)
{
    /// <summary>As in <see cref="MemoryReading"/>.</summary>
    public long OthersBytes { get; init; }

    /// <summary>As in <see cref="MemoryReading"/>.</summary>
    public long UnexplainedBytes => Math.Max(0, UsedBytes - OursBytes - OthersBytes);
}

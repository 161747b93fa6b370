namespace AgentNotebook.Gpu.Sampling;

/// <summary>The second line of a sample log: what was measured.</summary>
/// <param name="Title">As in <see cref="IMemoryProbe.Title"/>.</param>
/// <param name="Explanation">As in <see cref="IMemoryProbe.Explanation"/>.</param>
/// <param name="Start">When the curve begins.</param>
/// <param name="IsGpu">As in <see cref="MemoryCurve.IsGpu"/>.</param>
/// <param name="HasShare">As in <see cref="MemoryCurve.HasShare"/>.</param>
/// <param name="Process">Who wrote it.</param>
/// <param name="Devices">What was measured.</param>
internal sealed record SampleLogHeader(string Title, string Explanation, DateTimeOffset Start, bool IsGpu, bool HasShare, int Process, IReadOnlyList<MemoryDevice> Devices)
{
    /// <summary>More devices are not read.</summary>
    public const int MaxDevices = 128;

    public static SampleLogHeader Of(IMemoryProbe probe, DateTimeOffset start) =>
        new(probe.Title, probe.Explanation, start, probe.IsGpu, probe.TellsShare, Environment.ProcessId, probe.Devices);
}

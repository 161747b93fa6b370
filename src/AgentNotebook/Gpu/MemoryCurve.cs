namespace AgentNotebook.Gpu;

/// <summary>Samples over time with marks: what a chart is drawn from.</summary>
/// <param name="Title">As in <see cref="IMemoryProbe.Title"/>.</param>
/// <param name="Explanation">As in <see cref="IMemoryProbe.Explanation"/>.</param>
/// <param name="Start">When the curve begins.</param>
/// <param name="Devices">One series a device.</param>
/// <param name="Marks">In order of time.</param>
public sealed record MemoryCurve(
    string Title,
    string Explanation,
    DateTimeOffset Start,
    IReadOnlyList<MemorySeries> Devices,
    IReadOnlyList<MemoryMark> Marks)
{
    /// <summary>Whether a GPU's memory was read, as in <see cref="IMemoryProbe.IsGpu"/>; decides how use and our share are called in a chart.</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool IsGpu { get; init; } = true;

    /// <summary>Whether the samples tell our share from the whole; a curve of the whole alone has no line for it.</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool HasShare { get; init; } = true;
}

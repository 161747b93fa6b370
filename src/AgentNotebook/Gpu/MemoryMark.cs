namespace AgentNotebook.Gpu;

/// <summary>A named moment on a curve.</summary>
/// <param name="At">Time since the curve's start.</param>
/// <param name="Name">What happened then: a cell, a state, an attempt.</param>
public sealed record MemoryMark(TimeSpan At, string Name)
{
    /// <summary>What the mark is of.</summary>
    /// <value>Default <see cref="MemoryMarkKind.Named"/>.</value>
    public MemoryMarkKind Kind { get; init; }
}

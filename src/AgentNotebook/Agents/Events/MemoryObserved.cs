namespace AgentNotebook.Agents.Events;

/// <summary>What memory did while the run was under way, seen when it came to rest.</summary>
/// <param name="Title">What was measured, such as <c>GPU memory</c>.</param>
/// <param name="BeforeBytes">In use when this process took the run up.</param>
/// <param name="PeakBytes">The most that was in use.</param>
/// <param name="AfterBytes">In use when the run came to rest.</param>
public sealed record MemoryObserved(string Title, long BeforeBytes, long PeakBytes, long AfterBytes) : RunEvent
{
    /// <summary>The curve, reduced: milliseconds since the beginning and bytes, in turn.</summary>
    public IReadOnlyList<long> Points { get; init; } = [];

    /// <summary>What happened meanwhile, in order of time; <see langword="null"/> when nothing was marked.</summary>
    public IReadOnlyList<ObservedMark>? Marks { get; init; }
}

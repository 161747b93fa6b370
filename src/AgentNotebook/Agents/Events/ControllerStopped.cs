namespace AgentNotebook.Agents.Events;

/// <summary>The controller overruled the run loop.</summary>
/// <param name="Reason">One sentence: which limit.</param>
/// <param name="Evidence">What in the journal it rests on, one sentence each.</param>
public sealed record ControllerStopped(string Reason, IReadOnlyList<string> Evidence) : RunEvent
{
    /// <summary>The budget that is spent, such as <c>rounds</c>, or the pattern that was seen, such as <c>same-code</c>; <see langword="null"/> in journals that do not tell.</summary>
    public string? Pattern { get; init; }
}

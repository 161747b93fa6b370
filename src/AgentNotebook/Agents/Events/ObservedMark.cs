namespace AgentNotebook.Agents.Events;

/// <summary>A moment on the memory curve of a run.</summary>
/// <param name="Milliseconds">Since the beginning.</param>
/// <param name="Name">What happened then, such as <c>run-1 Acting</c>.</param>
public sealed record ObservedMark(long Milliseconds, string Name);

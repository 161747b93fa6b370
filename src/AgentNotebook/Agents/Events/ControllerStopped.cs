namespace AgentNotebook.Agents.Events;

/// <summary>The controller overruled the run loop.</summary>
/// <param name="Reason">One sentence: which limit.</param>
/// <param name="Evidence">What in the journal it rests on, one sentence each.</param>
public sealed record ControllerStopped(string Reason, IReadOnlyList<string> Evidence) : RunEvent;

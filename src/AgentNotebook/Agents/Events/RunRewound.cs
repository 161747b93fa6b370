namespace AgentNotebook.Agents.Events;

/// <summary>A person sent the run back to an earlier step. What came after it stays in the journal and counts no more; model calls keep counting, because they were made.</summary>
/// <param name="Step">The transition to go back to, counted from 1: the run is again where that transition brought it.</param>
public sealed record RunRewound(int Step) : RunEvent;

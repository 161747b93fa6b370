namespace AgentNotebook.Agents.Events;

/// <summary>Another process took the run up where the journal ends. The time since the entry before is nobody's.</summary>
/// <param name="State">Where it was.</param>
public sealed record RunResumed(AgentState State) : RunEvent;

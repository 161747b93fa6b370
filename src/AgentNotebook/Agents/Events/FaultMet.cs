using AgentNotebook.Agents.Faults;

namespace AgentNotebook.Agents.Events;

/// <summary>Something went wrong and was classified.</summary>
/// <param name="State">Where.</param>
/// <param name="Fault">What, and what it calls for.</param>
public sealed record FaultMet(AgentState State, Fault Fault) : RunEvent;

using AgentNotebook.Agents.Events;

namespace AgentNotebook.Agents.Runs;

/// <summary>A transition and when it happened.</summary>
/// <param name="Time">When.</param>
/// <param name="Transition">What.</param>
public sealed record TransitionRecord(DateTimeOffset Time, Transitioned Transition);

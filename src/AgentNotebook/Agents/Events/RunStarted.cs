using AgentNotebook.Agents.Runs;

namespace AgentNotebook.Agents.Events;

/// <summary>A run began.</summary>
/// <param name="Request">What it was started with.</param>
public sealed record RunStarted(RunRequest Request) : RunEvent;

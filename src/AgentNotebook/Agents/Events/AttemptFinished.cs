using AgentNotebook.Models;

namespace AgentNotebook.Agents.Events;

/// <summary>A piece of code was compiled and, if that went well, run.</summary>
/// <param name="Attempt">The code and its outcome.</param>
public sealed record AttemptFinished(Attempt Attempt) : RunEvent;

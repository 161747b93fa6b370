namespace AgentNotebook.Agents.Replay;

/// <summary>Something happened in a replay that did not happen when the run was recorded.</summary>
/// <param name="message">Which step, what was recorded, what came now, and the way out.</param>
/// <param name="step">The first step that differs, counted from 1.</param>
public sealed class ReplayDivergedException(string message, int step) : ReplayException(message, step);

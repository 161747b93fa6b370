namespace AgentNotebook.Agents.Replay;

/// <summary>A recording that was cut off was replayed as far as it goes.</summary>
/// <param name="message">Where it ends, and the way out.</param>
/// <param name="step">The first step that is not in it any more, counted from 1.</param>
public sealed class RecordingEndedException(string message, int step) : ReplayException(message, step);

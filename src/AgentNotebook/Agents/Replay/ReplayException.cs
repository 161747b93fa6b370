namespace AgentNotebook.Agents.Replay;

/// <summary>A replay cannot go on. Nothing of the run goes on after it: the run stands where its journal ends.</summary>
/// <param name="message">Which step, and the way out.</param>
/// <param name="step">The step, counted as transitions are; one more than were made before.</param>
public abstract class ReplayException(string message, int step) : Exception(message)
{
    /// <summary>The step that could not be done as it was recorded, counted from 1.</summary>
    public int Step { get; } = step;
}

namespace AgentNotebook.Execution.Frames;

/// <summary>The other side of the pipe sent something that is no frame, or a frame it may not send.</summary>
/// <param name="message">What was wrong with it.</param>
/// <param name="wasCutOff">Whether the stream ended inside it, as it does when the other side dies.</param>
internal sealed class FrameException(string message, bool wasCutOff = false) : Exception(message)
{
    internal bool WasCutOff { get; } = wasCutOff;
}

namespace AgentNotebook.Models.Recording;

/// <summary>A recording cannot be read, or cannot be written.</summary>
/// <param name="message">Which file, which line, what is wrong and the way out.</param>
/// <param name="inner">The cause, when there is one.</param>
public sealed class RecordingException(string message, Exception? inner = null) : Exception(message, inner);

namespace AgentNotebook.Gpu;

/// <summary>A log of samples cannot be read. The message names the file, the line and the way out.</summary>
/// <param name="message">What is wrong and the way out.</param>
/// <param name="inner">The cause, when there is one.</param>
public sealed class MemoryLogException(string message, Exception? inner = null) : Exception(message, inner);

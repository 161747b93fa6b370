namespace AgentNotebook.Kernel.Connections;

/// <summary>A connection file cannot be read, or asks for what this kernel does not do. The message is for the person who started it.</summary>
/// <param name="message">What is wrong and the way out.</param>
/// <param name="inner">The cause, when there is one.</param>
public sealed class ConnectionFileException(string message, Exception? inner = null) : Exception(message, inner);

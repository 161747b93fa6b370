namespace AgentNotebook.Execution.Exchange;

/// <summary>A file cannot be handed to a guest, or what a guest saved cannot be written.</summary>
/// <param name="message">The file, what is wrong, and the way out.</param>
/// <param name="inner">The cause, when there is one.</param>
public sealed class ExchangeFileException(string message, Exception? inner = null) : Exception(message, inner);

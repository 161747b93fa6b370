namespace AgentNotebook.Execution.Compiling;

/// <summary>An assembly that code was to be compiled against cannot be used.</summary>
/// <param name="message">The file, what is wrong with it, and the way out.</param>
/// <param name="inner">The cause, when there is one.</param>
public sealed class GuestReferenceException(string message, Exception? inner = null) : Exception(message, inner);

namespace AgentNotebook.Kernel.Specs;

/// <summary>A kernel cannot be installed or removed there. The message is for the person who asked.</summary>
/// <param name="message">What is wrong and the way out.</param>
/// <param name="inner">The cause, when there is one.</param>
public sealed class KernelSpecException(string message, Exception? inner = null) : Exception(message, inner);

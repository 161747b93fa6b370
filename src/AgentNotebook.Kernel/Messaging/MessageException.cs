namespace AgentNotebook.Kernel.Messaging;

/// <summary>What came over a socket is no message for this kernel. Nobody is answered: it may come from anyone.</summary>
internal sealed class MessageException(string message, Exception? inner = null) : Exception(message, inner);

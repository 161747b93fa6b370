namespace AgentNotebook.Kernel.Messaging;

/// <summary>A request that is a message, but asks for something that is not there or does not fit. The front end is told.</summary>
internal sealed class RequestException(string message) : Exception(message);

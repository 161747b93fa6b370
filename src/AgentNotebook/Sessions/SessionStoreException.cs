namespace AgentNotebook.Sessions;

/// <summary>A session store cannot do what was asked.</summary>
/// <param name="fault">What is wrong.</param>
/// <param name="message">Names the file, the place in it and the way out.</param>
/// <param name="inner">The cause, when there is one.</param>
public sealed class SessionStoreException(SessionStoreFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What is wrong.</summary>
    public SessionStoreFault Fault { get; } = fault;
}

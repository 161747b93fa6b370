namespace AgentNotebook.Sessions;

/// <summary>A session store cannot do what was asked.</summary>
/// <param name="fault">What is wrong.</param>
/// <param name="message">Names the file, the place in it and the way out.</param>
/// <param name="inner">The cause, when there is one.</param>
public sealed class SessionStoreException(SessionStoreFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What is wrong.</summary>
    public SessionStoreFault Fault { get; } = fault;

    /// <summary>With <see cref="SessionStoreFault.Busy"/>: whether the whole store is in use, so that another session of it would not be free either.</summary>
    /// <value>Default false: one session is.</value>
    public bool IsWholeStore { get; init; }
}

namespace AgentNotebook.Kernel.Zmtp;

/// <summary>The kinds of sockets a kernel binds.</summary>
internal enum SocketKind
{
    /// <summary>ROUTER: shell, control and stdin.</summary>
    Router,

    /// <summary>PUB: iopub.</summary>
    Publisher,

    /// <summary>REP: the heartbeat.</summary>
    Reply,
}

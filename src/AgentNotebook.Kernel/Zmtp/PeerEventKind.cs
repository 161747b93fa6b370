namespace AgentNotebook.Kernel.Zmtp;

/// <summary>What can come from a peer.</summary>
internal enum PeerEventKind
{
    /// <summary>The handshake is done.</summary>
    Ready,

    /// <summary>A whole message.</summary>
    Message,

    /// <summary>The peer asks for messages that begin with a topic.</summary>
    Subscribe,

    /// <summary>The peer takes one such wish back.</summary>
    Cancel,

    /// <summary>The peer wants a PONG.</summary>
    Ping,
}

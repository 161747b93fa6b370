namespace AgentNotebook.Kernel.Zmtp;

/// <summary>What a socket does with its peers. Calls for one peer come one after the other, those for different peers at the same time.</summary>
internal interface IPeerHandler
{
    /// <summary>The handshake is done, and READY was the first thing to be sent.</summary>
    void Joined(Connection peer, PeerMetadata metadata);

    /// <summary>A message, subscription or cancellation came; the next one is read when this has ended.</summary>
    /// <exception cref="ZmtpException">The peer is to be closed.</exception>
    ValueTask HandleAsync(Connection peer, PeerEvent next);

    /// <summary>The peer is gone. Comes once for each that joined.</summary>
    void Left(Connection peer);
}

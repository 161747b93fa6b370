namespace AgentNotebook.Kernel.Zmtp;

/// <summary>A REP (RFC 28, "The REP Socket Type") that answers each request with itself: Jupyter's heartbeat.</summary>
/// <remarks>Peers are answered independently of each other, so that one that does not read keeps nobody else waiting.</remarks>
internal sealed class ReplySocket : IPeerHandler, IAsyncDisposable
{
    private readonly PeerHost _host;

    internal ReplySocket(ZmtpOptions options) => _host = new PeerHost(SocketKind.Reply, options, this);

    /// <summary>Where peers connect.</summary>
    internal ZmtpEndpoint LocalEndpoint => _host.Endpoint;

    /// <exception cref="IOException">Nobody can listen there; the message says why.</exception>
    internal static ReplySocket Bind(ZmtpEndpoint endpoint, ZmtpOptions options)
    {
        var socket = new ReplySocket(options);
        socket._host.Listen(endpoint);
        return socket;
    }

    /// <summary>Takes in a peer that came another way than through the endpoint.</summary>
    internal void Accept(IWire wire) => _host.Accept(wire);

    /// <summary>Gives queued answers the linger time, then ends.</summary>
    public ValueTask DisposeAsync() => _host.DisposeAsync();

    void IPeerHandler.Joined(Connection peer, PeerMetadata metadata)
    {
    }

    async ValueTask IPeerHandler.HandleAsync(Connection peer, PeerEvent next)
    {
        _host.Budget.GiveBack(next.Charge);
        if (HasBody(next.Frames!))
        {
            // The envelope goes back as it came, and the body with it.
            await peer.Outgoing.AddAsync(OutgoingMessage.Of(next.Frames!), CancellationToken.None).ConfigureAwait(false);
        }
    }

    void IPeerHandler.Left(Connection peer)
    {
    }

    // An envelope of zero or more frames, an empty delimiter, and one or more frames; anything else is no request and is passed over.
    private static bool HasBody(ReadOnlyMemory<byte>[] frames) =>
        Array.FindIndex(frames, frame => frame.IsEmpty) is var delimiter and >= 0 && delimiter + 1 < frames.Length;
}

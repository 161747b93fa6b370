namespace AgentNotebook.Kernel.Zmtp;

/// <summary>A PUB (RFC 29, "The PUB Socket Type"): sends each message to all who asked for messages that begin like it.</summary>
/// <remarks>RFC 29 drops what a full queue has no room for; here the publisher waits, for a front end that misses one message may wait for it for ever. All subscribers get the same order, however many threads publish.</remarks>
internal sealed class PublisherSocket : IPeerHandler, IAsyncDisposable
{
    private readonly PeerHost _host;
    private readonly Action<ReadOnlyMemory<byte>>? _subscribed;
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private Connection[] _peers = [];

    /// <param name="options">What peers are granted.</param>
    /// <param name="subscribed">Told of each topic that is new to a peer, when messages already reach it. Runs between two readings of that peer and must be short and throw nothing.</param>
    internal PublisherSocket(ZmtpOptions options, Action<ReadOnlyMemory<byte>>? subscribed = null)
    {
        _host = new PeerHost(SocketKind.Publisher, options, this);
        _subscribed = subscribed;
    }

    /// <summary>Where peers connect.</summary>
    internal ZmtpEndpoint LocalEndpoint => _host.Endpoint;

    /// <summary>Peers that have finished their handshake, whatever they subscribed to.</summary>
    internal int SubscriberCount => Volatile.Read(ref _peers).Length;

    /// <exception cref="IOException">Nobody can listen there; the message says why.</exception>
    internal static PublisherSocket Bind(ZmtpEndpoint endpoint, ZmtpOptions options, Action<ReadOnlyMemory<byte>>? subscribed = null)
    {
        var socket = new PublisherSocket(options, subscribed);
        socket._host.Listen(endpoint);
        return socket;
    }

    /// <summary>Takes in a peer that came another way than through the endpoint.</summary>
    internal void Accept(IWire wire) => _host.Accept(wire);

    /// <summary>Queues a message for all who want it, and waits while the queue of one of them is full. The first frame is the topic; the frames must not change afterwards. Cancelled while it waits, it has gone to those who had room.</summary>
    /// <exception cref="ArgumentException">There are no frames.</exception>
    internal ValueTask PublishAsync(IReadOnlyList<ReadOnlyMemory<byte>> frames, CancellationToken cancellationToken)
    {
        var message = OutgoingMessage.Of(frames);
        cancellationToken.ThrowIfCancellationRequested();
        if (!_turn.Wait(0, CancellationToken.None))
        {
            return PublishInTurnAsync(message, cancellationToken);
        }

        List<Connection>? full;
        try
        {
            full = AddWhereRoom(message);
        }
        catch
        {
            _turn.Release();
            throw;
        }

        if (full is not null)
        {
            return AddToFullAsync(full, message, cancellationToken);
        }

        _turn.Release();
        return default;
    }

    /// <summary>Gives queued messages the linger time, then ends.</summary>
    public ValueTask DisposeAsync() => _host.DisposeAsync();

    void IPeerHandler.Joined(Connection peer, PeerMetadata metadata)
    {
        lock (_gate)
        {
            _peers = [.. _peers, peer];
        }
    }

    ValueTask IPeerHandler.HandleAsync(Connection peer, PeerEvent next)
    {
        if (next.Kind == PeerEventKind.Cancel)
        {
            peer.Subscriptions.Remove(next.Data.Span);
        }
        else if (peer.Subscriptions.Add(next.Data))
        {
            _subscribed?.Invoke(next.Data);
        }

        return default;
    }

    void IPeerHandler.Left(Connection peer)
    {
        lock (_gate)
        {
            _peers = Array.FindAll(_peers, other => other != peer);
        }
    }

    private List<Connection>? AddWhereRoom(OutgoingMessage message)
    {
        List<Connection>? full = null;
        foreach (var peer in Volatile.Read(ref _peers))
        {
            if (peer.Subscriptions.Matches(message.Frames[0].Span) && !peer.Outgoing.TryAdd(message, out var room) && room is not null)
            {
                (full ??= []).Add(peer);
            }
        }

        return full;
    }

    private async ValueTask PublishInTurnAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        await AddToFullAsync(AddWhereRoom(message) ?? [], message, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask AddToFullAsync(List<Connection> full, OutgoingMessage message, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var peer in full)
            {
                await peer.Outgoing.AddAsync(message, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _turn.Release();
        }
    }
}

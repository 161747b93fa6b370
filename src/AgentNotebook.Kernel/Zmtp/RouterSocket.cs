using System.Buffers.Binary;
using System.Threading.Channels;

namespace AgentNotebook.Kernel.Zmtp;

/// <summary>A ROUTER (RFC 28, "The ROUTER Socket Type"): receives from all peers, sends to the one that is named. Any number of threads may send and receive.</summary>
/// <remarks>
/// <para>Two things are other than RFC 28 asks. A full queue makes the sender wait instead of dropping the message, as a front end that
/// misses a reply waits for ever. And a peer that announces an identity already in use takes it over, as with ZMQ_ROUTER_HANDOVER, which
/// Jupyter's own kernels set: front ends come back under the same identity after a connection died without a word, and refusing them
/// would lock them out until tcp notices. Identities protect nothing either way; signatures do.</para>
/// <para>Messages come in the order of their arrival; what one peer may have waiting is bounded, so that none keeps the others out.</para>
/// </remarks>
internal sealed class RouterSocket : IPeerHandler, IAsyncDisposable
{
    private const int GivenIdentityBytes = 5;

    private readonly PeerHost _host;
    private readonly Lock _gate = new();
    private readonly Dictionary<PeerIdentity, Connection> _peers = [];
    private readonly Channel<Received> _received = Channel.CreateUnbounded<Received>();
    private uint _lastGiven = (uint)Random.Shared.Next();

    internal RouterSocket(ZmtpOptions options) => _host = new PeerHost(SocketKind.Router, options, this);

    /// <summary>Where peers connect.</summary>
    internal ZmtpEndpoint LocalEndpoint => _host.Endpoint;

    /// <summary>Bytes that messages hold of what the peers share; see <see cref="ZmtpOptions.MaxHeldBytes"/>.</summary>
    internal long HeldBytes => _host.Budget.Taken;

    /// <exception cref="IOException">Nobody can listen there; the message says why.</exception>
    internal static RouterSocket Bind(ZmtpEndpoint endpoint, ZmtpOptions options)
    {
        var socket = new RouterSocket(options);
        socket._host.Listen(endpoint);
        return socket;
    }

    /// <summary>Takes in a peer that came another way than through the endpoint.</summary>
    internal void Accept(IWire wire) => _host.Accept(wire);

    /// <summary>The next message of any peer.</summary>
    /// <exception cref="ObjectDisposedException">The socket was disposed and all that it received is taken.</exception>
    internal async ValueTask<ZmtpMessage> ReceiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            var next = await _received.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            next.Peer.Window.Leave(next.Bytes);
            _host.Budget.GiveBack(next.Charge);
            return next.Message;
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(RouterSocket));
        }
    }

    /// <summary>Queues a message for a peer, and waits while its queue is full. The frames must not change afterwards.</summary>
    /// <returns>False when there is no such peer, or no more.</returns>
    /// <exception cref="ArgumentException">There are no frames.</exception>
    internal ValueTask<bool> SendAsync(ReadOnlyMemory<byte> identity, IReadOnlyList<ReadOnlyMemory<byte>> frames, CancellationToken cancellationToken)
    {
        var message = OutgoingMessage.Of(frames);
        Connection? peer;
        lock (_gate)
        {
            _peers.TryGetValue(new PeerIdentity(identity), out peer);
        }

        return peer is null ? new ValueTask<bool>(false)
            : peer.Outgoing.TryAdd(message, out _) ? new ValueTask<bool>(true)
            : peer.Outgoing.AddAsync(message, cancellationToken);
    }

    /// <summary>Gives queued messages the linger time, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _received.Writer.TryComplete();
        await _host.DisposeAsync().ConfigureAwait(false);
    }

    void IPeerHandler.Joined(Connection peer, PeerMetadata metadata)
    {
        Connection? former;
        lock (_gate)
        {
            peer.Identity = metadata.Identity.IsEmpty ? GiveIdentity() : new PeerIdentity(metadata.Identity);
            _peers.TryGetValue(peer.Identity, out former);
            _peers[peer.Identity] = peer;
        }

        former?.Close();
    }

    async ValueTask IPeerHandler.HandleAsync(Connection peer, PeerEvent next)
    {
        var message = new ZmtpMessage(peer.Identity.Bytes, next.Frames!);
        peer.Window.Enter(next.Bytes);
        if (!_received.Writer.TryWrite(new Received(message, peer, next.Bytes, next.Charge)))
        {
            _host.Budget.GiveBack(next.Charge);
        }

        await peer.Window.RoomAsync().ConfigureAwait(false);
    }

    void IPeerHandler.Left(Connection peer)
    {
        lock (_gate)
        {
            if (_peers.TryGetValue(peer.Identity, out var current) && current == peer)
            {
                _peers.Remove(peer.Identity);
            }
        }
    }

    // A zero and four bytes, which no peer can announce (RFC 37, "The Identity Property").
    private PeerIdentity GiveIdentity()
    {
        var bytes = new byte[GivenIdentityBytes];
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(1), ++_lastGiven);
        return new PeerIdentity(bytes);
    }

    private readonly record struct Received(ZmtpMessage Message, Connection Peer, long Bytes, long Charge);
}

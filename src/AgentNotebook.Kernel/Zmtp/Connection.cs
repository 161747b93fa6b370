using System.Net.Sockets;

namespace AgentNotebook.Kernel.Zmtp;

/// <summary>One peer: its wire, what it has said so far, and what is to be sent to it.</summary>
internal sealed class Connection
{
    private readonly IWire _wire;
    private readonly SocketKind _kind;
    private readonly IPeerHandler _handler;
    private readonly PeerProtocol _protocol;
    private readonly PeerWatch _watch;

    internal Connection(IWire wire, SocketKind kind, ZmtpOptions options, ReceiveBudget budget, IPeerHandler handler)
    {
        (_wire, _kind, _handler) = (wire, kind, handler);
        _protocol = new PeerProtocol(kind, options, budget);
        Outgoing = new SendQueue(wire, options);
        Window = new ReceiveWindow(options.MaxWaitingBytesPerPeer);
        Subscriptions = new SubscriptionSet(options);
        _watch = new PeerWatch(options, Ping, Close);
    }

    /// <summary>What is to be sent.</summary>
    internal SendQueue Outgoing { get; }

    /// <summary>What was read and not received yet.</summary>
    internal ReceiveWindow Window { get; }

    /// <summary>The topics the peer asked a PUB for.</summary>
    internal SubscriptionSet Subscriptions { get; }

    /// <summary>The name under which a ROUTER knows the peer.</summary>
    internal PeerIdentity Identity { get; set; }

    /// <summary>Talks with the peer until one of the two closes.</summary>
    internal async Task RunAsync()
    {
        try
        {
            Outgoing.TryAdd(OutgoingMessage.Raw(Greeting.Create()), out _);
            // A peer that always has something to read must not keep the one who accepted it.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            await ReadAsync().ConfigureAwait(false);
        }
        catch (ZmtpException e)
        {
            if (!_protocol.IsReady)
            {
                // RFC 37, "Error Handling": the handshake alone can be refused in words, later faults only by closing.
                Outgoing.TryAdd(OutgoingMessage.Raw(Command.Error(e.Message)), out _);
            }
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The connection is gone; there is nobody left to tell.
        }
        finally
        {
            Close();
            _watch.Dispose();
            _protocol.Drop();
            if (_protocol.IsReady)
            {
                _handler.Left(this);
            }
        }
    }

    /// <summary>Ends the connection at once.</summary>
    internal void Close()
    {
        Outgoing.Close();
        Window.Close();
    }

    /// <summary>Lets what is queued go out, tells the peer that this was all, and waits for it to leave.</summary>
    internal async Task LeaveAsync(Task running)
    {
        // What was read is received no more, and must not keep the rest from being read up to the peer's own end.
        Window.Close();
        await Outgoing.DrainAsync().ConfigureAwait(false);
        _wire.EndSending();
        // Closing while something of the peer lies unread would reset the connection and lose what is still on its way to it.
        await running.ConfigureAwait(false);
    }

    private async Task ReadAsync()
    {
        while (true)
        {
            _watch.BeginReading(_protocol.IsMidMessage);
            var count = await _wire.ReceiveAsync(_protocol.Buffer).ConfigureAwait(false);
            _watch.EndReading();
            if (count == 0)
            {
                return;
            }

            _protocol.Advance(count);
            while (_protocol.TryNext(out var next))
            {
                await HandleAsync(next).ConfigureAwait(false);
            }
        }
    }

    private ValueTask HandleAsync(PeerEvent next)
    {
        switch (next.Kind)
        {
            case PeerEventKind.Ready:
                _watch.Ready(_protocol.HasHeartbeats);
                Outgoing.TryAdd(OutgoingMessage.Raw(Command.Ready(_kind)), out _);
                _handler.Joined(this, _protocol.Metadata);
                return default;
            case PeerEventKind.Ping:
                _watch.LetLive(next.TimeToLive);
                return PongAsync(next.Data);
            default:
                return _handler.HandleAsync(this, next);
        }
    }

    // Waits for room like any message: a peer that asks and never reads must not fill the memory with answers.
    private async ValueTask PongAsync(ReadOnlyMemory<byte> context) =>
        await Outgoing.AddAsync(OutgoingMessage.Raw(Command.Pong(context.Span)), CancellationToken.None).ConfigureAwait(false);

    private void Ping() => Outgoing.TryAdd(OutgoingMessage.Raw(Command.Ping()), out _);
}

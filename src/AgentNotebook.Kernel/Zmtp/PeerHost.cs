namespace AgentNotebook.Kernel.Zmtp;

/// <summary>What the three kinds of sockets have in common: a listener, the connected peers, and an orderly end.</summary>
internal sealed class PeerHost(SocketKind kind, ZmtpOptions options, IPeerHandler handler) : IAsyncDisposable
{
    private readonly ZmtpOptions _options = options.Checked();
    private readonly Lock _gate = new();
    private readonly Dictionary<Connection, Task> _peers = [];
    private Listener? _listener;
    private bool _isClosed;

    /// <summary>What peers share for messages that were not received yet.</summary>
    internal ReceiveBudget Budget { get; } = new(options.MaxHeldBytes);

    /// <summary>Where peers connect.</summary>
    internal ZmtpEndpoint Endpoint => _listener?.Endpoint ?? throw new InvalidOperationException("The socket does not listen.");

    /// <exception cref="IOException">Nobody can listen there; the message says why.</exception>
    internal void Listen(ZmtpEndpoint endpoint) => _listener = new Listener(endpoint, Accept, _options.Time);

    /// <summary>Takes in a peer; closes it when there are too many.</summary>
    internal void Accept(IWire wire)
    {
        Connection peer;
        lock (_gate)
        {
            if (_isClosed || _peers.Count >= _options.MaxPeers)
            {
                wire.Dispose();
                return;
            }

            peer = new Connection(wire, kind, _options, Budget, handler);
            _peers.Add(peer, Task.CompletedTask);
        }

        var running = RunAsync(peer);
        lock (_gate)
        {
            // It may have left already.
            if (_peers.ContainsKey(peer))
            {
                _peers[peer] = running;
            }
        }
    }

    /// <summary>Closes the door, gives the peers the linger time to take what is queued for them, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        List<KeyValuePair<Connection, Task>> peers;
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            _isClosed = true;
            peers = [.. _peers];
        }

        _listener?.Dispose();
        List<Task> leaving = [];
        foreach (var (peer, running) in peers)
        {
            leaving.Add(peer.LeaveAsync(running));
        }

        var all = Task.WhenAll(leaving);
        if (_options.Linger > TimeSpan.Zero)
        {
            await Task.WhenAny(all, Task.Delay(_options.Linger, _options.Time)).ConfigureAwait(false);
        }

        foreach (var (peer, _) in peers)
        {
            peer.Close();
        }

        await all.ConfigureAwait(false);
        if (_listener is not null)
        {
            await _listener.Running.ConfigureAwait(false);
        }
    }

    private async Task RunAsync(Connection peer)
    {
        try
        {
            await peer.RunAsync().ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                _peers.Remove(peer);
            }
        }
    }
}

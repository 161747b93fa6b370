namespace AgentNotebook.Kernel.Zmtp;

/// <summary>
/// Gives up a peer that is silent when it should not be: before READY, in the middle of a message, after a PING of ours, or beyond the
/// time to live of its own PING (RFC 37, "Connection Heartbeating"). The time in which we do not read it does not count.
/// </summary>
/// <remarks>The timer runs only while there is a deadline, and is set anew when it fires, not with each piece that comes.</remarks>
internal sealed class PeerWatch : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ZmtpOptions _options;
    private readonly Action _ping;
    private readonly Action _giveUp;
    private readonly ITimer _timer;
    private readonly long _connected;
    private TimeSpan _heartbeat = Timeout.InfiniteTimeSpan;
    private TimeSpan _timeToLive = Timeout.InfiniteTimeSpan;
    private long _readingSince;
    private long _pinged;
    private long _setAt;
    private TimeSpan _setFor;
    private bool _isReady;
    private bool _isReading;
    private bool _isMidMessage;
    private bool _isPinged;
    private bool _isSet;

    internal PeerWatch(ZmtpOptions options, Action ping, Action giveUp)
    {
        (_options, _ping, _giveUp) = (options, ping, giveUp);
        _connected = options.Time.GetTimestamp();
        _timer = options.Time.CreateTimer(static watch => ((PeerWatch)watch!).Check(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The handshake is done.</summary>
    internal void Ready(bool hasHeartbeats)
    {
        lock (_gate)
        {
            _isReady = true;
            _heartbeat = hasHeartbeats ? _options.HeartbeatInterval : Timeout.InfiniteTimeSpan;
        }
    }

    /// <summary>The peer wants to be given up when it is silent for so long.</summary>
    /// <param name="tenths">In tenths of seconds; 0 for never.</param>
    internal void LetLive(ushort tenths)
    {
        lock (_gate)
        {
            _timeToLive = tenths == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(tenths * 100L);
        }
    }

    /// <summary>From now on the peer is waited for.</summary>
    internal void BeginReading(bool isMidMessage)
    {
        lock (_gate)
        {
            (_isReading, _isMidMessage, _readingSince) = (true, isMidMessage, _options.Time.GetTimestamp());
            Set(Left());
        }
    }

    /// <summary>Something came.</summary>
    internal void EndReading()
    {
        lock (_gate)
        {
            (_isReading, _isPinged) = (false, false);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Check()
    {
        bool isOver, wantsPing;
        lock (_gate)
        {
            _isSet = false;
            isOver = Left() is { } left && left <= TimeSpan.Zero;
            wantsPing = !isOver && _isReady && _isReading && !_isPinged && Remaining(_heartbeat, _readingSince) <= TimeSpan.Zero;
            if (wantsPing)
            {
                (_isPinged, _pinged) = (true, _options.Time.GetTimestamp());
            }

            if (!isOver)
            {
                Set(Left());
            }
        }

        if (isOver)
        {
            _giveUp();
        }
        else if (wantsPing)
        {
            _ping();
        }
    }

    // Null: no deadline. Before our own PING its time is a deadline, too, and passing it is not the end.
    private TimeSpan? Left()
    {
        if (!_isReady)
        {
            return Remaining(_options.HandshakeTimeout, _connected);
        }

        if (!_isReading)
        {
            return null;
        }

        var left = Earlier(_isMidMessage ? Remaining(_options.StallTimeout, _readingSince) : null, Remaining(_timeToLive, _readingSince));
        return _isPinged ? Earlier(left, Remaining(_options.HeartbeatTimeout, _pinged)) : left;
    }

    private void Set(TimeSpan? left)
    {
        if (_isReady && _isReading && !_isPinged)
        {
            left = Earlier(left, Remaining(_heartbeat, _readingSince));
        }

        if (left is not { } due || _isSet && due >= _setFor - _options.Time.GetElapsedTime(_setAt))
        {
            return;
        }

        // Rounded up, for a timer counts whole milliseconds and would fire just before the deadline.
        due = TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(due.TotalMilliseconds)));
        (_isSet, _setAt, _setFor) = (true, _options.Time.GetTimestamp(), due);
        _timer.Change(due, Timeout.InfiniteTimeSpan);
    }

    private TimeSpan? Remaining(TimeSpan span, long since) =>
        span == Timeout.InfiniteTimeSpan ? null : span - _options.Time.GetElapsedTime(since);

    private static TimeSpan? Earlier(TimeSpan? one, TimeSpan? other) => one is null || other < one ? other : one;
}

namespace AgentNotebook.Kernel.Zmtp;

/// <summary>
/// What a peer may say, from its greeting on: turns its bytes into events and refuses all else. It neither reads nor writes nor waits,
/// so that it runs over a socket as over bytes in memory.
/// </summary>
internal sealed class PeerProtocol
{
    private readonly SocketKind _kind;
    private readonly ZmtpOptions _options;
    private readonly MessageCharge _charge;
    private readonly FrameDecoder _decoder;
    private readonly List<ReadOnlyMemory<byte>> _frames = [];
    private readonly long _maxMessageBytes;
    private long _messageBytes;
    private bool _greeted;

    internal PeerProtocol(SocketKind kind, ZmtpOptions options, ReceiveBudget budget)
    {
        (_kind, _options) = (kind, options);
        _charge = new MessageCharge(budget, options.FreeMessageBytes);
        _decoder = new FrameDecoder(_charge);
        _maxMessageBytes = kind switch
        {
            SocketKind.Router => options.MaxMessageBytes,
            // Nothing but subscriptions comes to a PUB: one byte and a topic.
            SocketKind.Publisher => 1L + options.MaxSubscriptionBytesPerPeer,
            _ => options.MaxEchoBytes,
        };
    }

    /// <summary>Where the next bytes of the peer go.</summary>
    internal Memory<byte> Buffer => _decoder.Buffer;

    /// <summary>Whether the handshake is done.</summary>
    internal bool IsReady { get; private set; }

    /// <summary>Whether the peer knows PING and PONG; known after its greeting.</summary>
    internal bool HasHeartbeats { get; private set; }

    /// <summary>Whether a part of a frame or of a message has come and the rest is to follow.</summary>
    internal bool IsMidMessage => _frames.Count > 0 || _decoder.IsMidFrame;

    /// <summary>What the peer said in READY.</summary>
    internal PeerMetadata Metadata { get; private set; }

    /// <summary>So many bytes were put into <see cref="Buffer"/>.</summary>
    internal void Advance(int count) => _decoder.Advance(count);

    /// <returns>Whether there is an event; when not, more bytes are needed.</returns>
    /// <exception cref="ZmtpException">The peer broke the protocol or went over a limit.</exception>
    internal bool TryNext(out PeerEvent next)
    {
        next = default;
        if (!_greeted && !TryGreet())
        {
            return false;
        }

        while (_decoder.TryRead(_maxMessageBytes - _messageBytes, _options.MaxCommandBytes, out var frame))
        {
            if (!IsReady)
            {
                Shake(frame);
                next = new PeerEvent(PeerEventKind.Ready);
                return true;
            }

            if (frame.IsCommand ? TryCommand(frame.Body, out next) : TryMessage(frame, out next))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Nothing more will come: gives back what an unfinished message holds.</summary>
    internal void Drop()
    {
        _frames.Clear();
        _charge.Drop();
    }

    private bool TryGreet()
    {
        if (!Greeting.Check(_decoder.Unread))
        {
            return false;
        }

        HasHeartbeats = Greeting.HasHeartbeats(_decoder.Unread);
        _decoder.Skip(Greeting.Length);
        return _greeted = true;
    }

    // RFC 37, "The NULL Security Mechanism": the connecting peer sends READY first, or ERROR and no more.
    private void Shake(Frame frame)
    {
        if (!frame.IsCommand)
        {
            throw new ZmtpException("a message came before READY");
        }

        var name = Command.Split(frame.Body, out var dataAt);
        if (!name.SequenceEqual("READY"u8))
        {
            throw new ZmtpException(name.SequenceEqual("ERROR"u8) ? "the peer refused the handshake" : "another command came before READY");
        }

        Metadata = PeerMetadata.Read(frame.Body.AsMemory(dataAt));
        SocketTypes.Check(_kind, Metadata.SocketType.Span);
        IsReady = true;
    }

    private bool TryCommand(byte[] body, out PeerEvent next)
    {
        next = default;
        var name = Command.Split(body, out var dataAt);
        if (_frames.Count > 0)
        {
            // Messages are sent atomically (RFC 37, "Messages").
            throw new ZmtpException("a command came between the frames of a message");
        }

        if (name.SequenceEqual("PING"u8))
        {
            var timeToLive = Command.ReadPing(body.AsSpan(dataAt), out var context);
            next = new PeerEvent(PeerEventKind.Ping, body.AsMemory(body.Length - context.Length), TimeToLive: timeToLive);
            return true;
        }

        if (name.SequenceEqual("ERROR"u8))
        {
            throw new ZmtpException("the peer sent an ERROR");
        }

        if (_kind != SocketKind.Publisher)
        {
            // PONG is answered by having come; commands of later versions are no fault.
            return false;
        }

        var isSubscribe = name.SequenceEqual("SUBSCRIBE"u8);
        if (!isSubscribe && !name.SequenceEqual("CANCEL"u8))
        {
            return false;
        }

        next = new PeerEvent(isSubscribe ? PeerEventKind.Subscribe : PeerEventKind.Cancel, body.AsMemory(dataAt));
        return true;
    }

    private bool TryMessage(Frame frame, out PeerEvent next)
    {
        next = default;
        if (_frames.Count == _options.MaxFrames)
        {
            throw new ZmtpException($"a message has more than {_options.MaxFrames:N0} frames");
        }

        _frames.Add(frame.Body);
        _messageBytes += frame.Body.Length;
        if (frame.HasMore)
        {
            return false;
        }

        var isEvent = _kind == SocketKind.Publisher ? TrySubscription(out next) : TakeMessage(out next);
        _frames.Clear();
        _messageBytes = 0;
        return isEvent;
    }

    private bool TakeMessage(out PeerEvent next)
    {
        next = new PeerEvent(PeerEventKind.Message, Frames: [.. _frames], Bytes: _messageBytes, Charge: _charge.Detach());
        return true;
    }

    // RFC 23 (ZMTP 3.0), "The Publish-Subscribe Pattern": a message of one frame, 1 or 0 and the topic. RFC 29: anything else a PUB discards.
    private bool TrySubscription(out PeerEvent next)
    {
        next = default;
        _charge.Drop();
        var body = _frames[0];
        if (_frames.Count > 1 || body.IsEmpty || body.Span[0] > 1)
        {
            return false;
        }

        next = new PeerEvent(body.Span[0] == 1 ? PeerEventKind.Subscribe : PeerEventKind.Cancel, body[1..]);
        return true;
    }
}

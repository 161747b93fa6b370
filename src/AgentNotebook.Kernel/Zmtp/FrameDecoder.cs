namespace AgentNotebook.Kernel.Zmtp;

/// <summary>
/// Cuts a stream of bytes into frames (RFC 37, "Framing"), without reading or waiting itself: the caller reads into <see cref="Buffer"/>,
/// says how much with <see cref="Advance"/> and takes frames out until there are none.
/// </summary>
/// <remarks>
/// A frame that came whole is copied out of the buffer. One that did not gets an array of its own, into which the rest is read directly.
/// That array grows with what has really come, never by what was declared alone.
/// </remarks>
internal sealed class FrameDecoder(MessageCharge charge)
{
    private const int BufferBytes = 32 << 10;
    private const int FirstBytes = 64 << 10;
    private const int GrowthFactor = 4;

    // With less than this missing the shared buffer is read into, which catches what follows in the same call.
    private const int DirectBytes = 4 << 10;

    private readonly byte[] _buffer = new byte[BufferBytes];
    private int _start;
    private int _end;
    private byte[]? _body;
    private int _filled;
    private int _length;
    private FrameFlags _flags;

    /// <summary>Where the next bytes go; never empty once no more frames can be taken.</summary>
    internal Memory<byte> Buffer
    {
        get
        {
            if (IsDirect)
            {
                return _body.AsMemory(_filled);
            }

            if (_start > 0)
            {
                // What is left is at most an unfinished header or greeting.
                _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
                (_start, _end) = (0, _end - _start);
            }

            return _buffer.AsMemory(_end);
        }
    }

    /// <summary>Bytes that have come and were not taken.</summary>
    internal ReadOnlySpan<byte> Unread => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Whether a part of a frame has come.</summary>
    internal bool IsMidFrame => _body is not null || _end > _start;

    private bool IsDirect => _body is not null && _start == _end && _length - _filled >= DirectBytes;

    internal void Advance(int count)
    {
        if (IsDirect)
        {
            _filled += count;
            if (_filled == _body!.Length && _filled < _length)
            {
                Grow();
            }
        }
        else
        {
            _end += count;
        }
    }

    internal void Skip(int count) => _start += count;

    /// <param name="maxMessageBytes">What a message frame may hold. Checked against its declared size, before anything is reserved.</param>
    /// <param name="maxCommandBytes">What a command may hold.</param>
    /// <param name="frame">The next frame.</param>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="ZmtpException">A frame is malformed or too large.</exception>
    internal bool TryRead(long maxMessageBytes, int maxCommandBytes, out Frame frame)
    {
        frame = default;
        if (_body is null && !TryBegin(maxMessageBytes, maxCommandBytes))
        {
            return false;
        }

        while (true)
        {
            var count = Math.Min(_body!.Length - _filled, _end - _start);
            _buffer.AsSpan(_start, count).CopyTo(_body.AsSpan(_filled));
            _start += count;
            _filled += count;
            if (_filled == _length)
            {
                frame = new Frame(_flags, _body);
                _body = null;
                return true;
            }

            if (_filled < _body.Length)
            {
                return false;
            }

            Grow();
        }
    }

    private bool TryBegin(long maxMessageBytes, int maxCommandBytes)
    {
        var header = Frame.ReadHeader(Unread, out _flags, out var declared);
        if (header == 0)
        {
            return false;
        }

        var isCommand = (_flags & FrameFlags.Command) != 0;
        if (declared > (isCommand ? maxCommandBytes : maxMessageBytes))
        {
            throw new ZmtpException($"{(isCommand ? "a command" : "a message")} of more than {(isCommand ? maxCommandBytes : maxMessageBytes):N0} bytes was announced");
        }

        _start += header;
        (_length, _filled) = ((int)declared, 0);
        var first = Math.Min(_length, Math.Max(FirstBytes, _end - _start));
        if (!isCommand)
        {
            charge.AddFrame();
            charge.Grow(first);
        }

        _body = first == 0 ? [] : GC.AllocateUninitializedArray<byte>(first);
        return true;
    }

    private void Grow()
    {
        var size = (int)Math.Min(_length, (long)_body!.Length * GrowthFactor);
        if ((_flags & FrameFlags.Command) == 0)
        {
            charge.Grow(size - _body.Length);
        }

        var grown = GC.AllocateUninitializedArray<byte>(size);
        _body.AsSpan(0, _filled).CopyTo(grown);
        _body = grown;
    }
}

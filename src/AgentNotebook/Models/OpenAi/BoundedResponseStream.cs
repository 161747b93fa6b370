namespace AgentNotebook.Models.OpenAi;

/// <summary>The stream of a response, counted: it ends, or throws, before more than a limit was read.</summary>
/// <remarks>An event of a stream ends with an empty line; lines end with LF, CR or both (HTML standard, section 9.2.6).</remarks>
internal sealed class BoundedResponseStream(Stream inner, long maxBytes, int maxEventBytes, bool throws) : Stream
{
    private const int DoneLength = 12;

    private readonly byte[] _head = new byte[DoneLength];
    private long _read;
    private int _event;
    private int _line;
    private byte _last;

    /// <summary>Whether the line came that ends a stream of the protocol.</summary>
    public bool SawDone { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var wanted = Wanted(buffer.Length);
        if (wanted == 0 && buffer.Length > 0)
        {
            return 0;
        }

        var read = await inner.ReadAsync(buffer[..wanted], cancellationToken).ConfigureAwait(false);
        return Count(buffer.Span, read);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        var wanted = Wanted(count);
        return wanted == 0 && count > 0 ? 0 : Count(buffer.AsSpan(offset, count), inner.Read(buffer, offset, wanted));
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    // One more than the limit is asked for, so that a response that is just as long is told from a longer one.
    private int Wanted(int count) => (int)Math.Min(count, maxBytes - _read + (throws ? 1 : 0));

    private int Count(Span<byte> buffer, int read)
    {
        _read += read;
        if (throws && _read > maxBytes)
        {
            throw TooLarge($"longer than {maxBytes} bytes");
        }

        foreach (var b in buffer[..read])
        {
            Count(b);
        }

        return read;
    }

    private void Count(byte b)
    {
        var endsLine = b is (byte)'\n' or (byte)'\r';
        if (endsLine && !(b == '\n' && _last == '\r'))
        {
            _event = _line == 0 ? 0 : _event;
            _line = 0;
        }
        else if (!endsLine)
        {
            if (_line < DoneLength)
            {
                _head[_line] = b;
            }

            _line++;
            if (++_event > maxEventBytes && throws)
            {
                throw TooLarge($"in an event of more than {maxEventBytes} bytes");
            }

            // Nobody may read on to the end of the line.
            SawDone |= _line <= DoneLength && _head.AsSpan(0, _line) is var line && (line.SequenceEqual("data: [DONE]"u8) || line.SequenceEqual("data:[DONE]"u8));
        }

        _last = b;
    }

    private static ModelException TooLarge(string how) =>
        new($"The endpoint's response is {how} and was broken off.") { Failure = ModelFailure.ReplyTooLarge };
}

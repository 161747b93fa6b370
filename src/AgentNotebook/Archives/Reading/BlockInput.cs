namespace AgentNotebook.Archives.Reading;

/// <summary>Reads a stream forward in large pieces and hands out blocks of it.</summary>
internal sealed class BlockInput(Stream stream, int bufferBytes)
{
    private readonly byte[] _buffer = new byte[bufferBytes];
    private int _at;
    private int _filled;

    /// <summary>Bytes that were handed out.</summary>
    internal long Position { get; private set; }

    /// <summary>The next bytes, all of them, to look at until the next call; fewer only at the end of the stream.</summary>
    internal ReadOnlySpan<byte> Take(int count)
    {
        var bytes = Peek(count);
        _at += bytes.Length;
        Position += bytes.Length;
        return bytes;
    }

    /// <summary>The same without going on.</summary>
    internal ReadOnlySpan<byte> Peek(int count)
    {
        if (_filled - _at < count)
        {
            _buffer.AsSpan(_at, _filled - _at).CopyTo(_buffer);
            (_filled, _at) = (_filled - _at, 0);
            while (_filled < count && stream.Read(_buffer, _filled, _buffer.Length - _filled) is > 0 and var read)
            {
                _filled += read;
            }
        }

        return _buffer.AsSpan(_at, Math.Min(count, _filled - _at));
    }

    /// <summary>Reads into a buffer of the caller's; 0 only at the end of the stream or for an empty buffer.</summary>
    internal int Read(Span<byte> into)
    {
        int read;
        if (_filled > _at)
        {
            read = Math.Min(into.Length, _filled - _at);
            _buffer.AsSpan(_at, read).CopyTo(into);
            _at += read;
        }
        else
        {
            // Past the own buffer: what is large is copied once.
            read = stream.Read(into);
        }

        Position += read;
        return read;
    }
}

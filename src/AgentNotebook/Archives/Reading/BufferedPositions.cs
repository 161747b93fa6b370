namespace AgentNotebook.Archives.Reading;

/// <summary>A stream read in large pieces, in which going to a place nearby costs nothing.</summary>
internal sealed class BufferedPositions(Stream stream, int bufferBytes) : Stream
{
    private readonly byte[] _buffer = new byte[bufferBytes];
    private long _begin;
    private int _filled;
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => stream.Length;

    public override long Position
    {
        get => _position;
        set => _position = value;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        if (_position < _begin || _position >= _begin + _filled)
        {
            stream.Position = _position;
            if (buffer.Length >= _buffer.Length)
            {
                var direct = stream.Read(buffer);
                _position += direct;
                return direct;
            }

            (_begin, _filled) = (_position, stream.Read(_buffer));
        }

        var at = (int)(_position - _begin);
        var read = Math.Min(buffer.Length, _filled - at);
        _buffer.AsSpan(at, read).CopyTo(buffer);
        _position += read;
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Current => _position + offset,
        SeekOrigin.End => Length + offset,
        _ => offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

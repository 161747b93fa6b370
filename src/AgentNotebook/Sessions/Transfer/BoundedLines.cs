namespace AgentNotebook.Sessions.Transfer;

/// <summary>Lines of a stream, counted, none longer than a limit.</summary>
/// <param name="from">The stream.</param>
/// <param name="mostBytes">What a line may have.</param>
internal sealed class BoundedLines(Stream from, int mostBytes)
{
    private byte[] _buffer = new byte[64 << 10];
    private int _start;
    private int _end;

    /// <summary>The number of the line that was read last, counted from 1.</summary>
    public long Number { get; private set; }

    /// <summary>The next line without its end, valid until the one after it is read; null at the end. Empty lines are passed over.</summary>
    /// <exception cref="FormatException">It is longer than the limit.</exception>
    public ReadOnlyMemory<byte>? Next()
    {
        while (Line() is { } line)
        {
            Number++;
            var text = line.Length > 0 && line.Span[^1] == '\r' ? line[..^1] : line;
            if (text.Span.ContainsAnyExcept((byte)' ', (byte)'\t'))
                return text;
        }

        return null;
    }

    private ReadOnlyMemory<byte>? Line()
    {
        for (var looked = 0; ;)
        {
            var end = _buffer.AsSpan(_start + looked, _end - _start - looked).IndexOf((byte)'\n');
            if (end >= 0)
            {
                var line = _buffer.AsMemory(_start, looked + end);
                _start += looked + end + 1;
                return line;
            }

            looked = _end - _start;
            if (looked > mostBytes)
                throw new FormatException($"it is longer than {mostBytes} bytes");
            if (!Fill())
            {
                var rest = _buffer.AsMemory(_start, looked);
                _start = _end;
                return looked == 0 ? (ReadOnlyMemory<byte>?)null : rest;
            }
        }
    }

    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, (int)Math.Min(2L * _buffer.Length, Math.Max((long)mostBytes + 2, _end + 1)));
        var read = from.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }
}

namespace AgentNotebook.Archives.Reading.Compression;

/// <summary>Reads bits, the highest of each byte first.</summary>
internal sealed class Bzip2Bits(Stream stream)
{
    private readonly byte[] _buffer = new byte[64 << 10];
    private int _at;
    private int _filled;
    private ulong _bits;
    private int _count;

    // Bits that were made up past the end, so that a code can be looked at whole.
    private int _padding;

    /// <summary>Whether nothing is left; asked at the end of a byte.</summary>
    internal bool IsAtEnd => _count == _padding && _at == _filled && !Fill();

    internal static ArchiveRefusedException Bad(string how) => new(ArchiveRule.BadData, $"Its compressed data is damaged: {how}.");

    /// <summary>The next bits, 32 at most, without going on; zeros past the end.</summary>
    internal uint Peek(int count)
    {
        while (_count < count)
        {
            byte next = 0;
            if (_at < _filled || Fill())
            {
                next = _buffer[_at++];
            }
            else
            {
                _padding += 8;
            }

            _bits = (_bits << 8) | next;
            _count += 8;
        }

        return (uint)(_bits >> (_count - count)) & (uint)((1UL << count) - 1);
    }

    /// <summary>Goes past bits that were looked at.</summary>
    /// <exception cref="ArchiveRefusedException">There are not that many.</exception>
    internal void Skip(int count)
    {
        _count -= count;
        if (_count < _padding)
        {
            throw new ArchiveRefusedException(ArchiveRule.Truncated, "The archive is cut off: it ends within its compressed data.");
        }
    }

    internal uint Take(int count)
    {
        var bits = Peek(count);
        Skip(count);
        return bits;
    }

    internal bool TakeBit() => Take(1) != 0;

    internal void SkipToByte() => Skip((_count - _padding) % 8);

    private bool Fill()
    {
        (_at, _filled) = (0, stream.Read(_buffer));
        return _filled > 0;
    }
}

namespace AgentNotebook.Archives.Reading.Compression;

/// <summary>A Huffman code of bzip2: canonical, of lengths 1 to 20.</summary>
internal sealed class Bzip2Code
{
    private const int MaximumLength = 20;

    private readonly int[] _first = new int[MaximumLength + 2];
    private readonly int[] _offset = new int[MaximumLength + 2];
    private readonly int[] _count = new int[MaximumLength + 2];
    private readonly ushort[] _symbols;
    private readonly int _shortest;

    private Bzip2Code(ReadOnlySpan<byte> lengths)
    {
        _symbols = new ushort[lengths.Length];
        foreach (var length in lengths)
        {
            _count[length]++;
        }

        for (var (length, code, at) = (1, 0, 0); length <= MaximumLength; length++)
        {
            (_first[length], _offset[length]) = (code, at);
            at += _count[length];
            code = (code + _count[length]) << 1;
            _shortest = _shortest == 0 && _count[length] > 0 ? length : _shortest;
        }

        var next = (int[])_offset.Clone();
        for (var symbol = 0; symbol < lengths.Length; symbol++)
        {
            _symbols[next[lengths[symbol]]++] = (ushort)symbol;
        }
    }

    /// <summary>The table of the checksum of bzip2's blocks: that of zip, with the highest bit first.</summary>
    internal static uint[] CrcTable { get; } = MakeCrcTable();

    /// <exception cref="ArchiveRefusedException">A length is out of its range.</exception>
    internal static Bzip2Code Read(Bzip2Bits bits, int symbols)
    {
        Span<byte> lengths = stackalloc byte[258];
        var length = (int)bits.Take(5);
        for (var symbol = 0; symbol < symbols; symbol++)
        {
            while (true)
            {
                if (length is < 1 or > MaximumLength)
                {
                    throw Bzip2Bits.Bad("the length of a code is wrong");
                }

                if (!bits.TakeBit())
                {
                    break;
                }

                length += bits.TakeBit() ? -1 : 1;
            }

            lengths[symbol] = (byte)length;
        }

        return new Bzip2Code(lengths[..symbols]);
    }

    /// <exception cref="ArchiveRefusedException">The bits are no code.</exception>
    internal int Next(Bzip2Bits bits)
    {
        var ahead = bits.Peek(MaximumLength);
        for (var length = _shortest; length <= MaximumLength; length++)
        {
            var place = (int)(ahead >> (MaximumLength - length)) - _first[length];
            if (place >= 0 && place < _count[length])
            {
                bits.Skip(length);
                return _symbols[_offset[length] + place];
            }
        }

        throw Bzip2Bits.Bad("bits that are no code");
    }

    private static uint[] MakeCrcTable()
    {
        var table = new uint[256];
        for (uint index = 0; index < table.Length; index++)
        {
            var value = index << 24;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 0x8000_0000) != 0 ? (value << 1) ^ 0x04C1_1DB7 : value << 1;
            }

            table[index] = value;
        }

        return table;
    }
}

namespace AgentNotebook.Archives.Reading.Compression;

/// <summary>One block of bzip2: Huffman codes, move to front, the Burrows-Wheeler transform, and runs.</summary>
internal sealed class Bzip2Block(int level)
{
    private const int BytesOfLevel = 100_000;
    private const int MaximumSelectors = 18_002;
    private const int GroupSymbols = 50;
    private const int RunLength = 4;

    private readonly uint[] _links = new uint[level * BytesOfLevel];
    private readonly byte[] _selectors = new byte[MaximumSelectors];
    private readonly byte[] _symbols = new byte[256];
    private int _limit = level * BytesOfLevel;
    private int _left;
    private uint _next;
    private int _run;
    private int _last = -1;
    private int _repeat;
    private uint _expected;
    private uint _crc;

    internal int Level => level;

    /// <summary>Whether it was opened and not closed yet.</summary>
    internal bool IsOpen { get; private set; }

    internal void LimitTo(int smaller) => _limit = smaller * BytesOfLevel;

    /// <summary>Compares the checksum of a block that was read to its end.</summary>
    /// <exception cref="ArchiveRefusedException">It is wrong.</exception>
    internal uint Close()
    {
        IsOpen = false;
        return ~_crc == _expected ? _expected : throw new ArchiveRefusedException(ArchiveRule.BadChecksum, "The checksum of its compressed data is wrong.");
    }

    /// <summary>Decodes a block, whose magic was read, up to the transform.</summary>
    /// <exception cref="ArchiveRefusedException">It is malformed.</exception>
    internal void Open(Bzip2Bits bits)
    {
        _expected = (bits.Take(16) << 16) | bits.Take(16);
        if (bits.TakeBit())
        {
            throw Bzip2Bits.Bad("a randomized block, as only bzip2 before 0.9.5 made");
        }

        var origin = (int)bits.Take(24);
        var symbols = ReadSymbols(bits);
        var groups = (int)bits.Take(3);
        if (groups is < 2 or > 6)
        {
            throw Bzip2Bits.Bad("the number of its code tables is wrong");
        }

        var selectors = ReadSelectors(bits, groups);
        var codes = new Bzip2Code[groups];
        for (var group = 0; group < groups; group++)
        {
            codes[group] = Bzip2Code.Read(bits, symbols + 2);
        }

        Span<int> counts = stackalloc int[256];
        var length = ReadBytes(bits, codes, selectors, symbols + 1, counts);
        if (origin >= length)
        {
            throw Bzip2Bits.Bad("its origin lies outside");
        }

        Link(length, counts);
        (_left, _next) = (length, _links[origin] >> 8);
        (_run, _last, _repeat, _crc, IsOpen) = (0, -1, 0, ~0u, true);
    }

    /// <summary>Reads what is in the block; 0 at its end.</summary>
    internal int Read(Span<byte> buffer)
    {
        var at = 0;
        var (last, run, repeat, left, next, crc, table) = (_last, _run, _repeat, _left, _next, _crc, Bzip2Code.CrcTable);
        while (at < buffer.Length)
        {
            if (repeat > 0)
            {
                repeat--;
            }
            else if (left == 0)
            {
                break;
            }
            else
            {
                left--;
                var entry = _links[next];
                var value = (byte)entry;
                next = entry >> 8;
                if (run == RunLength)
                {
                    // After four equal bytes comes the number of more of them.
                    (repeat, run) = (value, 0);
                    continue;
                }

                (run, last) = (value == last ? run + 1 : 1, value);
            }

            buffer[at++] = (byte)last;
            crc = (crc << 8) ^ table[(crc >> 24) ^ (byte)last];
        }

        (_last, _run, _repeat, _left, _next, _crc) = (last, run, repeat, left, next, crc);
        return at;
    }

    private int ReadSymbols(Bzip2Bits bits)
    {
        var (ranges, count) = (bits.Take(16), 0);
        for (var range = 0; range < 16; range++)
        {
            var used = (ranges & (0x8000u >> range)) != 0 ? bits.Take(16) : 0;
            for (var index = 0; index < 16; index++)
            {
                if ((used & (0x8000u >> index)) != 0)
                {
                    _symbols[count++] = (byte)((range * 16) + index);
                }
            }
        }

        return count > 0 ? count : throw Bzip2Bits.Bad("it uses no symbol");
    }

    private int ReadSelectors(Bzip2Bits bits, int groups)
    {
        var count = (int)bits.Take(15);
        if (count == 0)
        {
            throw Bzip2Bits.Bad("it selects no code table");
        }

        Span<byte> order = [0, 1, 2, 3, 4, 5];
        for (var index = 0; index < count; index++)
        {
            var place = 0;
            while (bits.TakeBit())
            {
                if (++place >= groups)
                {
                    throw Bzip2Bits.Bad("it selects a code table that is not there");
                }
            }

            var group = order[place];
            order[..place].CopyTo(order[1..]);
            order[0] = group;
            // Some writers give more than a block can use; they are passed over, as bzip2 1.0.8 does.
            if (index < MaximumSelectors)
            {
                _selectors[index] = group;
            }
        }

        return Math.Min(count, MaximumSelectors);
    }

    private int ReadBytes(Bzip2Bits bits, Bzip2Code[] codes, int selectors, int end, Span<int> counts)
    {
        var (length, group, left, run, weight) = (0, 0, 0, 0, 1);
        Bzip2Code? code = null;
        while (true)
        {
            if (left-- == 0)
            {
                code = group < selectors ? codes[_selectors[group++]] : throw Bzip2Bits.Bad("it has more symbols than its tables are for");
                left = GroupSymbols - 1;
            }

            var symbol = code!.Next(bits);
            if (symbol <= 1)
            {
                // A run's length in bijective base 2.
                run += weight << symbol;
                weight <<= 1;
                if (run > _limit)
                {
                    throw Bzip2Bits.Bad("a run is longer than a block");
                }

                continue;
            }

            if (run > 0)
            {
                if (run > _limit - length)
                {
                    throw Bzip2Bits.Bad("a block is too long");
                }

                counts[_symbols[0]] += run;
                _links.AsSpan(length, run).Fill(_symbols[0]);
                (length, run, weight) = (length + run, 0, 1);
            }

            if (symbol == end)
            {
                return length;
            }

            if (length >= _limit)
            {
                throw Bzip2Bits.Bad("a block is too long");
            }

            var place = symbol - 1;
            var value = _symbols[place];
            _symbols.AsSpan(0, place).CopyTo(_symbols.AsSpan(1));
            _symbols[0] = value;
            _links[length++] = value;
            counts[value]++;
        }
    }

    // Each place is linked to the one whose byte comes after its own; the byte stays in the low eight bits.
    private void Link(int length, Span<int> counts)
    {
        for (var (value, sum) = (0, 0); value < counts.Length; value++)
        {
            (counts[value], sum) = (sum, sum + counts[value]);
        }

        for (var index = 0; index < length; index++)
        {
            _links[counts[(byte)_links[index]]++] |= (uint)index << 8;
        }
    }
}

namespace AgentNotebook.Archives.Reading.Compression;

/// <summary>What is in a bzip2 file: one stream after the other, checksums compared.</summary>
/// <remarks>Source: J. Tsai, "BZIP2: Format Specification", 2016; J. Seward's bzip2 1.0.8.</remarks>
internal sealed class Bzip2Input(Stream archive) : ReadOnlyInput
{
    private const ulong BlockMagic = 0x3141_5926_5359;
    private const ulong EndMagic = 0x1772_4538_5090;
    private const int StreamMagic = 0x42_5A68;

    private readonly Bzip2Bits _bits = new(archive);
    private Bzip2Block? _block;
    private uint _combined;
    private bool _inStream;
    private bool _ended;

    public override int Read(Span<byte> buffer)
    {
        while (!_ended && !buffer.IsEmpty)
        {
            if (_block is { } block && block.Read(buffer) is > 0 and var read)
            {
                return read;
            }

            NextBlock();
        }

        return 0;
    }

    private void NextBlock()
    {
        if (_block is { IsOpen: true } done)
        {
            _combined = ((_combined << 1) | (_combined >> 31)) ^ done.Close();
        }

        if (!_inStream)
        {
            BeginStream();
            return;
        }

        var magic = ((ulong)_bits.Take(24) << 24) | _bits.Take(24);
        if (magic == BlockMagic)
        {
            _block!.Open(_bits);
        }
        else if (magic == EndMagic)
        {
            var expected = (_bits.Take(16) << 16) | _bits.Take(16);
            _inStream = expected == _combined ? false : throw new ArchiveRefusedException(ArchiveRule.BadChecksum, "The checksum of its compressed data is wrong.");
            _bits.SkipToByte();
            _ended = _bits.IsAtEnd;
        }
        else
        {
            throw Bzip2Bits.Bad("neither a block nor the end follows");
        }
    }

    private void BeginStream()
    {
        var (magic, level) = (_bits.Take(24), (int)_bits.Take(8) - '0');
        if (magic != StreamMagic || level is < 1 or > 9)
        {
            throw _block is null ? Bzip2Bits.Bad("it does not begin like one") : new ArchiveRefusedException(ArchiveRule.TrailingData, "Something comes after the end of the compressed data.");
        }

        _block = _block is { } former && former.Level >= level ? former : new Bzip2Block(level);
        _block.LimitTo(level);
        (_combined, _inStream) = (0, true);
    }
}

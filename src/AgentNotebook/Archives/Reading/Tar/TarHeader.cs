namespace AgentNotebook.Archives.Reading.Tar;

/// <summary>One header block of a tar archive: v7, ustar or GNU.</summary>
internal sealed class TarHeader
{
    internal const int BlockBytes = 512;

    private const int ChecksumAt = 148;
    private const int ChecksumBytes = 8;

    private TarHeader(string name, int mode, long size, long modified, char type, string link) =>
        (Name, Mode, Size, Modified, Type, Link) = (name, mode, size, modified, type, link);

    internal string Name { get; }

    internal int Mode { get; }

    /// <summary>Bytes of content that follow in the archive.</summary>
    internal long Size { get; }

    /// <summary>Seconds since 1970.</summary>
    internal long Modified { get; }

    internal char Type { get; }

    internal string Link { get; }

    /// <summary>What an old GNU header says of a sparse file; <see langword="null"/> in any other.</summary>
    internal GnuSparseHeader? Sparse { get; private init; }

    /// <summary>Whether a block can be a header: its checksum is right.</summary>
    internal static bool HasChecksum(ReadOnlySpan<byte> block)
    {
        // Some old writers added signed bytes.
        var (unsigned, signed) = ((long)(' ' * ChecksumBytes), (long)(' ' * ChecksumBytes));
        for (var index = 0; index < BlockBytes; index++)
        {
            if (index is < ChecksumAt or >= ChecksumAt + ChecksumBytes)
            {
                unsigned += block[index];
                signed += (sbyte)block[index];
            }
        }

        try
        {
            var sum = TarField.Number(block.Slice(ChecksumAt, ChecksumBytes), "checksum");
            return sum == unsigned || sum == signed;
        }
        catch (ArchiveRefusedException)
        {
            return false;
        }
    }

    /// <exception cref="ArchiveRefusedException">The block is no header; the refusal names no entry and no place yet.</exception>
    internal static TarHeader Parse(ReadOnlySpan<byte> block)
    {
        if (!HasChecksum(block))
        {
            throw new ArchiveRefusedException(ArchiveRule.BadChecksum, "The checksum of the header is wrong.");
        }

        var (isUstar, isGnu) = (block.Slice(257, 6).SequenceEqual("ustar\0"u8), block.Slice(257, 8).SequenceEqual("ustar  \0"u8));
        var name = TarField.Text(block[..100], "name");
        if (isUstar && TarField.Text(block.Slice(345, 155), "name") is { Length: > 0 } prefix)
        {
            name = prefix + "/" + name;
        }

        var size = TarField.Number(block.Slice(124, 12), "size");
        var mode = TarField.Number(block.Slice(100, 8), "mode");
        return size < 0 || mode < 0
            ? throw TarField.Bad("a number in it is negative")
            : new TarHeader(name, (int)(mode & 0xFFFF), size, TarField.Number(block.Slice(136, 12), "time"), (char)block[156], TarField.Text(block.Slice(157, 100), "link"))
            {
                Sparse = isGnu && block[156] == 'S' ? GnuSparseHeader.Parse(block) : null,
            };
    }
}

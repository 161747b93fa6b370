using System.Globalization;

namespace AgentNotebook.Archives.Reading.Tar;

/// <summary>Reads a tar archive: v7, ustar, pax and GNU, with long names and sparse files.</summary>
/// <remarks>
/// Stricter than the formats: where two headers say the same thing they have to agree, an archive ends with two blocks of zeros and nothing after them,
/// and kinds that are not known are refused instead of taken for files.
/// Sources: POSIX.1-2017 pax(1); GNU tar manual, "Basic Tar Format", "Storing Sparse Files".
/// </remarks>
internal sealed class TarReader : ArchiveReader
{
    private const int Block = TarHeader.BlockBytes;
    private const int BufferBytes = 256 << 10;
    private const long TrailingZeros = 16L << 20;

    private readonly Stream _tar;
    private readonly BlockInput _input;
    private readonly Func<long> _bytesRead;
    private long _remaining;
    private int _padding;
    private long _offset;
    private bool _ended;

    /// <param name="tar">The archive, decompressed.</param>
    /// <param name="format">What the archive is called.</param>
    /// <param name="bytesRead">How many bytes of the file are behind.</param>
    internal TarReader(Stream tar, string format, Func<long> bytesRead)
    {
        (Format, _tar, _bytesRead) = (format, tar, bytesRead);
        _input = new BlockInput(tar, BufferBytes);
    }

    internal override string Format { get; }

    internal override long BytesRead => _bytesRead();

    /// <summary>Whether places in the tar mean something to who has the archive.</summary>
    /// <value>Default <see langword="true"/>.</value>
    internal bool HasPlaces { get; init; } = true;

    private long Place => HasPlaces ? _offset : -1;

    /// <summary>Whether the archive begins like a tar. Moves nothing.</summary>
    internal bool LooksRight()
    {
        var block = _input.Peek(Block);
        return block.Length == Block && (block.IndexOfAnyExcept((byte)0) < 0 || TarHeader.HasChecksum(block));
    }

    internal override ArchiveEntry? Next()
    {
        if (_ended)
        {
            return null;
        }

        CanGoOn = false;
        PassContent();
        var extra = new TarExtras();
        while (true)
        {
            _offset = _input.Position;
            try
            {
                var block = _input.Take(Block);
                if (block.Length < Block)
                {
                    throw Cut(block.Length == 0 ? "the blocks of zeros that end it are missing" : "it ends within a header");
                }

                if (block.IndexOfAnyExcept((byte)0) < 0)
                {
                    DemandEnd(extra);
                    return null;
                }

                var header = TarHeader.Parse(block);
                if (!TarExtras.Takes(header.Type))
                {
                    (_remaining, _padding) = (header.Size, PaddingOf(header.Size));
                    return Entry(header, extra);
                }

                extra.Add(header, Content(header.Size));
            }
            catch (ArchiveRefusedException refused)
            {
                // Where the next header is, is known in these cases.
                CanGoOn = refused.Refusal.Rule is ArchiveRule.SpecialFile or ArchiveRule.UnsupportedEntry or ArchiveRule.UnexpectedContent;
                throw new ArchiveRefusedException(refused.Refusal with { Entry = EntryText.Of(refused.Refusal.Entry), Offset = Place });
            }
        }
    }

    internal override int Read(Span<byte> buffer)
    {
        if (_remaining == 0 || buffer.IsEmpty)
        {
            return 0;
        }

        var read = _input.Read(buffer[..(int)Math.Min(buffer.Length, _remaining)]);
        _remaining -= read;
        return read > 0 ? read : throw new ArchiveRefusedException(Cut("it ends within the content of an entry").Refusal with { Offset = Place });
    }

    public override void Dispose()
    {
        // The archive itself belongs to who opened it; what decompresses it does not.
        if (_tar is ReadOnlyInput decompressed)
        {
            decompressed.Dispose();
        }
    }

    private static ArchiveRefusedException Cut(string how) => new(ArchiveRule.Truncated, $"The archive is cut off: {how}.");

    private static int PaddingOf(long size) => (int)(-size & (Block - 1));

    private ArchiveEntry Entry(TarHeader header, TarExtras extra)
    {
        var entry = extra.Apply(header, Place, out var archived);
        try
        {
            (_remaining, _padding) = (archived, PaddingOf(archived));
            if (entry.Kind != EntryKind.File && archived > 0)
            {
                throw new ArchiveRefusedException(ArchiveRule.UnexpectedContent, string.Create(CultureInfo.InvariantCulture, $"It is no file and still has {archived:N0} bytes of content."));
            }

            var parts = extra.Sparse(header, entry, TakeInner);
            if (parts is null)
            {
                return entry;
            }

            SparseMap.Demand(parts, entry.DeclaredBytes, _remaining);
            return new ArchiveEntry { Name = entry.Name, Kind = entry.Kind, Offset = entry.Offset, DeclaredBytes = entry.DeclaredBytes, Mode = entry.Mode, Modified = entry.Modified, Sparse = parts };
        }
        catch (ArchiveRefusedException refused)
        {
            throw new ArchiveRefusedException(refused.Refusal with { Entry = entry.Name });
        }

        // A block of a sparse map: behind the header (old GNU), or at the beginning of the content (1.0).
        ReadOnlySpan<byte> TakeInner(bool ofContent)
        {
            if (ofContent && _remaining < Block)
            {
                throw SparseMap.Bad("it is longer than its entry");
            }

            var block = _input.Take(Block);
            _remaining -= ofContent ? Block : 0;
            return block.Length == Block ? block : throw Cut("it ends within the map of a sparse file");
        }
    }

    private ReadOnlySpan<byte> Content(long size)
    {
        if (size > TarExtras.MaximumBytes)
        {
            throw TarField.Bad(string.Create(CultureInfo.InvariantCulture, $"a name or a pax header of {size:N0} bytes; at most {TarExtras.MaximumBytes:N0} are read"));
        }

        var bytes = _input.Take((int)size + PaddingOf(size));
        return bytes.Length == (int)size + PaddingOf(size) ? bytes[..(int)size] : throw Cut("it ends within a name or a pax header");
    }

    private void PassContent()
    {
        Span<byte> rest = stackalloc byte[4096];
        while (Read(rest) > 0)
        {
        }

        if (_padding > 0 && _input.Take(_padding).Length < _padding)
        {
            throw new ArchiveRefusedException(Cut("it ends within the padding after an entry").Refusal with { Offset = Place });
        }

        _padding = 0;
    }

    private void DemandEnd(TarExtras extra)
    {
        if (!extra.IsEmpty)
        {
            throw TarField.Bad("the archive ends after a header that belongs to an entry");
        }

        var second = _input.Take(Block);
        if (second.Length < Block)
        {
            throw Cut("one of the two blocks of zeros that end it is missing");
        }

        for (var rest = second; !rest.IsEmpty; rest = _input.Take(BufferBytes))
        {
            if (rest.IndexOfAnyExcept((byte)0) >= 0)
            {
                throw new ArchiveRefusedException(ArchiveRule.TrailingData, "Something comes after the block of zeros that ends the archive; other programs would unpack it.");
            }

            if (_input.Position - _offset > TrailingZeros)
            {
                throw new ArchiveRefusedException(ArchiveRule.TrailingData, string.Create(CultureInfo.InvariantCulture, $"More than {TrailingZeros:N0} zeros come after its end."));
            }
        }

        _ended = true;
    }
}

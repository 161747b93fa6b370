using System.Globalization;
using System.IO.Compression;
using AgentNotebook.Archives.Reading.Compression;

namespace AgentNotebook.Archives.Reading.Zip;

/// <summary>
/// Reads a zip by its directory, and holds it to what the entries say themselves: they lie one after the other from the first byte to the directory,
/// none overlaps another, nothing lies between them, and each says what the directory says.
/// </summary>
/// <remarks>Source: PKWARE APPNOTE 6.3.10.</remarks>
internal sealed class ZipReader : ArchiveReader
{
    private const int Stored = 0;
    private const int Deflated = 8;
    private const int Bzip2 = 12;
    private const int BufferBytes = 64 << 10;

    private readonly Stream _archive;
    private readonly ExtractionLimits _limits;
    private readonly LocalTime _time;
    private readonly List<ZipRecord> _records;
    private readonly long _directory;
    private readonly ZipLocalHeader _local;
    private int _index = -1;
    private long _dataEnd;
    private Stream? _content;
    private SteppingInput? _compressed;
    private long _out;
    private uint _crc;
    private bool _checked = true;

    /// <exception cref="ArchiveRefusedException">The directory is malformed, or the entries overlap.</exception>
    internal ZipReader(Stream archive, ExtractionLimits limits, LocalTime time)
    {
        (_archive, _limits, _time) = (new BufferedPositions(archive, BufferBytes), limits, time);
        _records = ZipDirectory.Read(archive, limits, out _directory);
        _local = new ZipLocalHeader(_archive);
        DemandApart();
    }

    internal override string Format => "zip";

    internal override long BytesRead => _index < 0 ? 0 : _dataEnd;

    private ZipRecord Current => _records[_index];

    internal override ArchiveEntry? Next()
    {
        CanGoOn = false;
        PassContent();
        if (_index + 1 >= _records.Count)
        {
            return null;
        }

        _index++;
        try
        {
            return Open();
        }
        catch (ArchiveRefusedException refused)
        {
            // The directory says where the next one is.
            (CanGoOn, _checked) = (true, true);
            throw Named(refused);
        }
    }

    internal override int Read(Span<byte> buffer)
    {
        if (_checked || buffer.IsEmpty)
        {
            return 0;
        }

        try
        {
            var read = _content!.Read(buffer);
            _crc = Crc32.Append(_crc, buffer[..read]);
            _out += read;
            Ratio.Demand(_out, Current.Compressed, _limits, "");
            if (_out > Current.Uncompressed)
            {
                throw Lies();
            }

            if (read == 0)
            {
                DemandEnd();
            }

            return read;
        }
        catch (InvalidDataException)
        {
            (CanGoOn, _checked) = (true, true);
            throw Named(new ArchiveRefusedException(ArchiveRule.BadData, "Its compressed data is damaged."));
        }
        catch (ArchiveRefusedException refused)
        {
            (CanGoOn, _checked) = (true, true);
            throw Named(refused);
        }
    }

    public override void Dispose() => _content?.Dispose();

    private ArchiveRefusedException Named(ArchiveRefusedException refused) =>
        new(refused.Refusal with { Entry = EntryText.Of(Current.Name), Offset = Current.LocalOffset });

    // What the directory alone tells: before anything is unpacked, so that a bomb of entries that share their data is none.
    private void DemandApart()
    {
        var end = 0L;
        foreach (var record in _records)
        {
            if (record.LocalOffset < end || record.LocalOffset > _directory || record.Compressed > _directory - record.LocalOffset)
            {
                throw new ArchiveRefusedException(
                    ArchiveRule.OverlappingEntries,
                    string.Create(CultureInfo.InvariantCulture, $"It is said to lie at {record.LocalOffset:N0} and to have {record.Compressed:N0} bytes, and overlaps another entry or the directory."),
                    EntryText.Of(record.Name),
                    record.LocalOffset);
            }

            end = record.LocalOffset + ZipLocalHeader.FixedBytes + record.RawName.Length + record.Compressed;
        }

        if ((_records.Count == 0 ? _directory : _records[0].LocalOffset) > 0)
        {
            throw new ArchiveRefusedException(ArchiveRule.HiddenData, "Something comes before its first entry.", offset: 0);
        }
    }

    private ArchiveEntry Open()
    {
        var record = Current;
        DemandReadable(record);
        var begin = _local.Demand(record);
        var next = _index + 1 < _records.Count ? _records[_index + 1].LocalOffset : _directory;
        if (record.Compressed > next - begin)
        {
            throw new ArchiveRefusedException(ArchiveRule.OverlappingEntries, "Its data overlaps the next entry or the directory.");
        }

        _dataEnd = begin + record.Compressed;
        _local.DemandDescriptor(record, _dataEnd, next);
        _archive.Position = begin;
        _compressed = new SteppingInput(_archive, record.Compressed);
        _content?.Dispose();
        _content = record.Method switch
        {
            Stored => _compressed,
            Deflated => new DeflateStream(_compressed, CompressionMode.Decompress),
            _ => new Bzip2Input(_compressed),
        };
        (_out, _crc, _checked) = (0, 0, false);
        return ZipAttributes.Entry(record, _time, Target);
    }

    private static void DemandReadable(ZipRecord record)
    {
        if ((record.Flags & (ZipFlags.Encrypted | ZipFlags.StronglyEncrypted | ZipFlags.MaskedHeaders)) != 0)
        {
            throw new ArchiveRefusedException(ArchiveRule.Encrypted, "It is encrypted.");
        }

        if (record.Method is not (Stored or Deflated or Bzip2) || (record.Flags & ZipFlags.Patched) != 0)
        {
            throw new ArchiveRefusedException(ArchiveRule.UnsupportedMethod, $"Its compression (method {record.Method}) is not read here: stored, deflate and bzip2 are. Pack it anew with one of them.");
        }

        if (record.Method == Stored && record.Compressed != record.Uncompressed)
        {
            throw new ArchiveRefusedException(ArchiveRule.HeadersDisagree, "It is stored as it is, but its two sizes differ.");
        }
    }

    // The target of a symbolic link is its content.
    private string Target()
    {
        if (Current.Uncompressed > _limits.NameBytes)
        {
            throw new ArchiveRefusedException(ArchiveRule.LinkName, string.Create(CultureInfo.InvariantCulture, $"Its target has {Current.Uncompressed:N0} bytes; the limit is {_limits.NameBytes:N0}."));
        }

        var target = new byte[Current.Uncompressed];
        var filled = 0;
        while (Read(target.AsSpan(filled)) is > 0 and var read)
        {
            filled += read;
        }

        PassContent();
        return Tar.TarField.Utf8(target, "target");
    }

    private ArchiveRefusedException Lies() => new(ArchiveRule.DeclaredSizeLies, string.Create(CultureInfo.InvariantCulture, $"{(_out > Current.Uncompressed ? "More than" : "Not")} the {Current.Uncompressed:N0} bytes come out of it that it says{(_out > Current.Uncompressed ? "" : $", but {_out:N0}")}."));

    private void DemandEnd()
    {
        _checked = true;
        if (_out != Current.Uncompressed)
        {
            throw Lies();
        }

        if (_compressed!.Remaining > 0)
        {
            throw new ArchiveRefusedException(ArchiveRule.HiddenData, "Its data goes on after the end of its content.");
        }

        if (_crc != Current.Crc)
        {
            throw new ArchiveRefusedException(ArchiveRule.BadChecksum, "The checksum of its content is wrong.");
        }
    }

    private void PassContent()
    {
        Span<byte> rest = stackalloc byte[4096];
        while (Read(rest) > 0)
        {
        }
    }
}

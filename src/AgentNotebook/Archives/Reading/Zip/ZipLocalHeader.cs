using System.Buffers.Binary;
using System.Globalization;

namespace AgentNotebook.Archives.Reading.Zip;

/// <summary>What an entry of a zip says itself, which has to be what the directory says of it.</summary>
/// <remarks>Source: PKWARE APPNOTE 6.3.10, sections 4.3.7 and 4.3.9.</remarks>
internal sealed class ZipLocalHeader(Stream archive)
{
    internal const int FixedBytes = 30;

    private readonly byte[] _buffer = new byte[FixedBytes + (2 * 65_535)];

    /// <summary>Passes a header that agrees with the directory.</summary>
    /// <returns>Where the entry's data begins.</returns>
    /// <exception cref="ArchiveRefusedException">It does not.</exception>
    internal long Demand(ZipRecord record)
    {
        archive.Position = record.LocalOffset;
        var header = _buffer.AsSpan(0, FixedBytes);
        if (archive.ReadAtLeast(header, FixedBytes, throwOnEndOfStream: false) < FixedBytes || !header.StartsWith("PK\x03\x04"u8))
        {
            throw new ArchiveRefusedException(ArchiveRule.BadHeader, "The directory says it is here, and nothing is that begins like it.");
        }

        var (nameBytes, extraBytes) = (ZipRecord.U16(header, 26), ZipRecord.U16(header, 28));
        var variable = _buffer.AsSpan(FixedBytes, nameBytes + extraBytes);
        if (archive.ReadAtLeast(variable, variable.Length, throwOnEndOfStream: false) < variable.Length)
        {
            throw new ArchiveRefusedException(ArchiveRule.Truncated, "The archive is cut off: it ends within a header.");
        }

        Agree(variable[..nameBytes].SequenceEqual(record.RawName), "name");
        Agree((ZipRecord.U16(header, 6) & ZipFlags.Meaningful) == (record.Flags & ZipFlags.Meaningful), "flags");
        Agree(ZipRecord.U16(header, 8) == record.Method, "compression");
        var extra = ZipExtra.Parse(variable[nameBytes..], record.LocalOffset);
        if (extra.UnicodePath is { } path)
        {
            Agree(record.Extra.UnicodePath is { } other && other.Crc == path.Crc && other.Name.AsSpan().SequenceEqual(path.Name), "name");
        }

        DemandSizes(header, extra, record);
        return record.LocalOffset + FixedBytes + nameBytes + extraBytes;
    }

    /// <summary>Passes what stands between an entry's data and the next entry: nothing, or a descriptor that agrees with the directory.</summary>
    /// <exception cref="ArchiveRefusedException">Something else does.</exception>
    internal void DemandDescriptor(ZipRecord record, long at, long next)
    {
        if (next - at == 0 && !record.HasDescriptor)
        {
            return;
        }

        if (next == at)
        {
            throw new ArchiveRefusedException(ArchiveRule.HiddenData, "It is said to have a descriptor after its data, and has none.");
        }

        // With or without a signature, with sizes of four or of eight bytes: the room tells.
        var room = next - at;
        if (!record.HasDescriptor || room is not (12 or 16 or 20 or 24))
        {
            throw new ArchiveRefusedException(ArchiveRule.HiddenData, string.Create(CultureInfo.InvariantCulture, $"After its data come {room:N0} bytes that belong to no entry."));
        }

        archive.Position = at;
        var descriptor = _buffer.AsSpan(0, (int)room);
        archive.ReadExactly(descriptor);
        if (room is 16 or 24)
        {
            Agree(descriptor.StartsWith("PK\x07\x08"u8), "descriptor");
            descriptor = descriptor[4..];
        }

        Agree(BinaryPrimitives.ReadUInt32LittleEndian(descriptor) == record.Crc, "checksum");
        var sizes = descriptor[4..];
        Agree(Size(sizes[..(sizes.Length / 2)]) == (ulong)record.Compressed && Size(sizes[(sizes.Length / 2)..]) == (ulong)record.Uncompressed, "size");
    }

    private static ulong Size(ReadOnlySpan<byte> bytes) => bytes.Length == 8 ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    private static void DemandSizes(ReadOnlySpan<byte> header, ZipExtra extra, ZipRecord record)
    {
        var (crc, compressed, uncompressed) = (ZipRecord.U32(header, 14), ZipRecord.U32(header, 18), ZipRecord.U32(header, 22));
        // A header may leave to the descriptor what it could not know yet.
        Agree(crc == record.Crc || (record.HasDescriptor && crc == 0), "checksum");
        var zip64 = extra.Zip64.Span;
        if (zip64.Length >= 16)
        {
            Agree(Said(BinaryPrimitives.ReadUInt64LittleEndian(zip64), record.Uncompressed, record) && Said(BinaryPrimitives.ReadUInt64LittleEndian(zip64[8..]), record.Compressed, record), "size");
            Agree(compressed == ZipRecord.Unsaid || Said(compressed, record.Compressed, record), "size");
            Agree(uncompressed == ZipRecord.Unsaid || Said(uncompressed, record.Uncompressed, record), "size");
            return;
        }

        Agree(Said(compressed, record.Compressed, record) && Said(uncompressed, record.Uncompressed, record), "size");
    }

    private static bool Said(ulong local, long size, ZipRecord record) => local == (ulong)size || (record.HasDescriptor && local == 0);

    private static void Agree(bool same, string what)
    {
        if (!same)
        {
            throw new ArchiveRefusedException(ArchiveRule.HeadersDisagree, $"Its own header and the directory say different things of its {what}.");
        }
    }
}

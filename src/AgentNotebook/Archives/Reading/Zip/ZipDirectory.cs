using System.Buffers.Binary;
using System.Globalization;

namespace AgentNotebook.Archives.Reading.Zip;

/// <summary>Finds and reads the central directory of a zip.</summary>
/// <remarks>Source: PKWARE APPNOTE 6.3.10, sections 4.3.12 to 4.3.16.</remarks>
internal static class ZipDirectory
{
    private const int EndBytes = 22;
    private const int MaximumComment = 65_535;
    private const int LocatorBytes = 20;
    private const int End64Bytes = 56;
    private const uint Unsaid = 0xFFFF_FFFF;

    /// <summary>The entries, in the order in which they lie in the file.</summary>
    /// <param name="archive">The zip.</param>
    /// <param name="limits">What it may come to.</param>
    /// <param name="begin">Where the directory begins.</param>
    /// <exception cref="ArchiveRefusedException">It is malformed, or contradicts itself.</exception>
    internal static List<ZipRecord> Read(Stream archive, ExtractionLimits limits, out long begin)
    {
        var (count, size, at, end) = FindEnd(archive);
        if (at > end || size != end - at)
        {
            throw new ArchiveRefusedException(
                at <= end && size < end - at ? ArchiveRule.HiddenData : ArchiveRule.HeadersDisagree,
                string.Create(CultureInfo.InvariantCulture, $"The directory is said to lie at {at:N0} and to have {size:N0} bytes; its end is at {end:N0}. Something was put before or into the zip, or part of it is missing."));
        }

        if (count > (ulong)limits.Entries)
        {
            throw new ArchiveRefusedException(ArchiveRule.TooManyEntries, string.Create(CultureInfo.InvariantCulture, $"It has {count:N0} entries; the limit is {limits.Entries:N0} (--max-entries)."));
        }

        begin = at;
        archive.Position = at;
        var input = new BlockInput(new PartInput(archive, size), 256 << 10);
        var records = new List<ZipRecord>();
        while (input.Position < size)
        {
            if ((ulong)records.Count >= count)
            {
                throw new ArchiveRefusedException(ArchiveRule.HeadersDisagree, string.Create(CultureInfo.InvariantCulture, $"The directory has more than the {count:N0} entries its end speaks of."));
            }

            records.Add(ZipRecord.Read(input, at + input.Position));
        }

        if ((ulong)records.Count != count)
        {
            throw new ArchiveRefusedException(ArchiveRule.HeadersDisagree, string.Create(CultureInfo.InvariantCulture, $"The directory has {records.Count:N0} entries; its end speaks of {count:N0}."));
        }

        records.Sort((first, second) => first.LocalOffset.CompareTo(second.LocalOffset));
        return records;
    }

    private static (ulong Count, long Size, long At, long End) FindEnd(Stream archive)
    {
        var tail = new byte[(int)Math.Min(archive.Length, EndBytes + MaximumComment)];
        var tailAt = archive.Length - tail.Length;
        archive.Position = tailAt;
        archive.ReadExactly(tail);
        var found = -1;
        for (var at = tail.Length - EndBytes; at >= 0; at--)
        {
            if (tail.AsSpan(at).StartsWith("PK\x05\x06"u8) && at + EndBytes + BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(at + 20)) == tail.Length)
            {
                found = found < 0 ? at : throw new ArchiveRefusedException(ArchiveRule.HeadersDisagree, "It has two ends; programs differ in which they believe.", offset: tailAt + at);
            }
        }

        if (found < 0)
        {
            throw tail.AsSpan().LastIndexOf("PK\x05\x06"u8) >= 0
                ? new ArchiveRefusedException(ArchiveRule.TrailingData, "Something comes after the end of the zip, or its comment is cut off.")
                : new ArchiveRefusedException(ArchiveRule.Truncated, "The archive is cut off: the directory at its end is missing.");
        }

        var end = tail.AsSpan(found, EndBytes);
        var (disk, diskOfDirectory) = (BinaryPrimitives.ReadUInt16LittleEndian(end[4..]), BinaryPrimitives.ReadUInt16LittleEndian(end[6..]));
        var (onDisk, count) = (BinaryPrimitives.ReadUInt16LittleEndian(end[8..]), BinaryPrimitives.ReadUInt16LittleEndian(end[10..]));
        var (size, begin) = (BinaryPrimitives.ReadUInt32LittleEndian(end[12..]), BinaryPrimitives.ReadUInt32LittleEndian(end[16..]));
        if (Find64(archive, tailAt + found) is { } zip64)
        {
            // What the short form says has to be the same, or that the long one says it.
            return (count != 0xFFFF && count != zip64.Count) || (size != Unsaid && size != zip64.Size) || (begin != Unsaid && begin != zip64.At)
                ? throw new ArchiveRefusedException(ArchiveRule.HeadersDisagree, "The two ends of the directory, short and long, say different things.", offset: tailAt + found)
                : zip64;
        }

        return disk != 0 || diskOfDirectory != 0 || onDisk != count
            ? throw new ArchiveRefusedException(ArchiveRule.UnsupportedFormat, "It is one part of a zip in several.")
            : (count, size, begin, tailAt + found);
    }

    private static (ulong Count, long Size, long At, long End)? Find64(Stream archive, long end)
    {
        if (end < LocatorBytes)
        {
            return null;
        }

        Span<byte> locator = stackalloc byte[LocatorBytes];
        archive.Position = end - LocatorBytes;
        archive.ReadExactly(locator);
        if (!locator.StartsWith("PK\x06\x07"u8))
        {
            return null;
        }

        var at = BinaryPrimitives.ReadInt64LittleEndian(locator[8..]);
        Span<byte> record = stackalloc byte[End64Bytes];
        if (BinaryPrimitives.ReadUInt32LittleEndian(locator[4..]) != 0 || BinaryPrimitives.ReadUInt32LittleEndian(locator[16..]) > 1 || at < 0 || at > end - LocatorBytes - End64Bytes)
        {
            throw new ArchiveRefusedException(ArchiveRule.HeadersDisagree, "What leads to the zip64 end of the directory leads elsewhere.", offset: end - LocatorBytes);
        }

        archive.Position = at;
        archive.ReadExactly(record);
        var (count, size, begin) = (BinaryPrimitives.ReadUInt64LittleEndian(record[32..]), BinaryPrimitives.ReadInt64LittleEndian(record[40..]), BinaryPrimitives.ReadInt64LittleEndian(record[48..]));
        return record.StartsWith("PK\x06\x06"u8) && BinaryPrimitives.ReadInt64LittleEndian(record[4..]) == end - LocatorBytes - at - 12
            && BinaryPrimitives.ReadUInt64LittleEndian(record[16..]) == 0 && BinaryPrimitives.ReadUInt64LittleEndian(record[24..]) == count && size >= 0 && begin >= 0
            ? (count, size, begin, at)
            : throw new ArchiveRefusedException(ArchiveRule.BadHeader, "The zip64 end of the directory is damaged.", offset: at);
    }
}

using System.Buffers.Binary;

namespace AgentNotebook.Archives.Reading.Zip;

/// <summary>One entry of a zip's central directory.</summary>
/// <remarks>Source: PKWARE APPNOTE 6.3.10, section 4.3.12.</remarks>
internal sealed class ZipRecord
{
    internal const uint Unsaid = 0xFFFF_FFFF;

    private const int FixedBytes = 46;

    // Uncompressed and compressed size, offset: in the order of the zip64 field.
    private static readonly int[] _longFields = [24, 20, 42];

    /// <summary>Where it begins in the directory.</summary>
    internal required long Offset { get; init; }

    internal required int Host { get; init; }

    internal required int Flags { get; init; }

    internal required int Method { get; init; }

    /// <summary>Date and time of DOS: the date in the high half.</summary>
    internal required uint DosTime { get; init; }

    internal required uint Crc { get; init; }

    internal required long Compressed { get; init; }

    internal required long Uncompressed { get; init; }

    internal required long LocalOffset { get; init; }

    internal required uint Attributes { get; init; }

    internal required byte[] RawName { get; init; }

    internal required ZipExtra Extra { get; init; }

    internal string Name { get; private set; } = "";

    internal bool HasDescriptor => (Flags & ZipFlags.Descriptor) != 0;

    /// <exception cref="ArchiveRefusedException">It is malformed.</exception>
    internal static ZipRecord Read(BlockInput input, long offset)
    {
        var block = input.Take(FixedBytes);
        if (block.Length < FixedBytes || !block.StartsWith("PK\x01\x02"u8))
        {
            throw Bad("an entry of the directory does not begin like one", offset);
        }

        var fields = block.ToArray().AsSpan();
        var (nameBytes, extraBytes, commentBytes) = (U16(fields, 28), U16(fields, 30), U16(fields, 32));
        var variable = input.Take(nameBytes + extraBytes + commentBytes);
        if (variable.Length < nameBytes + extraBytes + commentBytes)
        {
            throw Bad("the last entry of the directory is cut off", offset);
        }

        var extra = ZipExtra.Parse(variable.Slice(nameBytes, extraBytes), offset);
        var zip64 = extra.Zip64;
        DemandZip64(fields, zip64.Span, offset);
        var record = new ZipRecord
        {
            Offset = offset,
            Host = fields[5],
            Flags = U16(fields, 8),
            Method = U16(fields, 10),
            DosTime = U32(fields, 12),
            Crc = U32(fields, 16),
            // The long numbers stand in this order, and only those that the short ones leave unsaid.
            Uncompressed = Long(fields, 24, ref zip64, offset),
            Compressed = Long(fields, 20, ref zip64, offset),
            LocalOffset = Long(fields, 42, ref zip64, offset),
            Attributes = U32(fields, 38),
            RawName = variable[..nameBytes].ToArray(),
            Extra = extra,
        };
        if (U16(fields, 34) is not (0 or 0xFFFF))
        {
            throw Bad("an entry lies on another disk", offset);
        }

        try
        {
            record.Name = ZipNames.Decode(record);
        }
        catch (ArchiveRefusedException refused)
        {
            throw new ArchiveRefusedException(refused.Refusal with { Entry = EntryText.Of(System.Text.Encoding.Latin1.GetString(record.RawName)), Offset = record.LocalOffset });
        }

        return record;
    }

    internal static ArchiveRefusedException Bad(string what, long offset) => new(ArchiveRule.BadHeader, $"The directory is damaged: {what}.", offset: offset);

    internal static int U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    internal static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    // A zip64 field holds the numbers that are unsaid elsewhere, or all of them. Programs differ in what they believe where it says more (CVE-2025-54368).
    private static void DemandZip64(ReadOnlySpan<byte> fields, ReadOnlySpan<byte> zip64, long offset)
    {
        var unsaid = 0;
        foreach (var at in _longFields)
        {
            unsaid += U32(fields, at) == Unsaid ? 1 : 0;
        }

        if (zip64.Length == (8 * unsaid) + (U16(fields, 34) == 0xFFFF ? 4 : 0) || (zip64.IsEmpty && unsaid > 0))
        {
            return;
        }

        if (zip64.Length is not (16 or 24))
        {
            throw Bad("a zip64 field has a length that fits no numbers", offset);
        }

        for (var index = 0; index < zip64.Length / 8; index++)
        {
            var shorter = U32(fields, _longFields[index]);
            if (shorter == Unsaid ? unsaid * 8 > zip64.Length : shorter != BinaryPrimitives.ReadUInt64LittleEndian(zip64[(8 * index)..]))
            {
                throw new ArchiveRefusedException(ArchiveRule.HeadersDisagree, "A number and its zip64 field differ.", offset: offset);
            }
        }

        if (unsaid > 0)
        {
            throw Bad("a zip64 field holds numbers that are said elsewhere", offset);
        }
    }

    private static long Long(ReadOnlySpan<byte> fields, int at, ref ReadOnlyMemory<byte> zip64, long offset)
    {
        var value = U32(fields, at);
        if (value != Unsaid)
        {
            return value;
        }

        if (zip64.Length < 8)
        {
            throw Bad("a number is said to be in a zip64 field, and is not", offset);
        }

        var longer = BinaryPrimitives.ReadInt64LittleEndian(zip64.Span);
        zip64 = zip64[8..];
        return longer >= 0 ? longer : throw Bad("a number in it is negative", offset);
    }
}

using System.Buffers.Binary;
using System.Text;

namespace AgentNotebook.Archives.Reading.Zip;

/// <summary>The fields behind an entry's name.</summary>
/// <remarks>Sources: PKWARE APPNOTE 6.3.10, sections 4.5 and 4.6; Info-ZIP's proginfo/extrafld.txt.</remarks>
internal sealed class ZipExtra
{
    private const int Zip64Field = 0x0001;
    private const int NtfsField = 0x000A;
    private const int TimestampField = 0x5455;
    private const int UnicodePathField = 0x7075;

    /// <summary>Sizes and offset as 64-bit numbers.</summary>
    internal ReadOnlyMemory<byte> Zip64 { get; private set; }

    /// <summary>When the entry was last changed, if a field says so.</summary>
    internal DateTimeOffset? Modified { get; private set; }

    /// <summary>The name in UTF-8, and the checksum of the one it stands for.</summary>
    internal (uint Crc, byte[] Name)? UnicodePath { get; private set; }

    /// <exception cref="ArchiveRefusedException">A field is longer than there are bytes, or two say the same thing.</exception>
    internal static ZipExtra Parse(ReadOnlySpan<byte> bytes, long offset)
    {
        var extra = new ZipExtra();
        var seen = new HashSet<int>();
        while (bytes.Length >= 4)
        {
            var (id, length) = (ZipRecord.U16(bytes, 0), ZipRecord.U16(bytes, 2));
            if (length > bytes.Length - 4)
            {
                throw ZipRecord.Bad("an extra field is longer than there is room", offset);
            }

            if (id is Zip64Field or UnicodePathField && !seen.Add(id))
            {
                throw new ArchiveRefusedException(ArchiveRule.HeadersDisagree, "Two extra fields of one entry say the same thing.", offset: offset);
            }

            extra.Add(id, bytes.Slice(4, length), offset);
            bytes = bytes[(4 + length)..];
        }

        // Some writers align by up to three bytes of zeros.
        return bytes.IndexOfAnyExcept((byte)0) < 0 ? extra : throw ZipRecord.Bad("the extra fields end within one", offset);
    }

    private void Add(int id, ReadOnlySpan<byte> field, long offset)
    {
        switch (id)
        {
            case Zip64Field:
                Zip64 = field.ToArray();
                break;
            case TimestampField when field.Length >= 5 && (field[0] & 1) != 0:
                Modified = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt32LittleEndian(field[1..]));
                break;
            case NtfsField when field.Length >= 16 && ZipRecord.U16(field, 4) == 1 && Modified is null:
                var ticks = BinaryPrimitives.ReadInt64LittleEndian(field[8..]);
                Modified = ticks is > 0 and < 2_000_000_000_000_000_000 ? DateTimeOffset.FromFileTime(ticks).ToUniversalTime() : null;
                break;
            case UnicodePathField when field.Length < 5:
                throw ZipRecord.Bad("the extra field of a Unicode path is too short", offset);
            case UnicodePathField when field[0] == 1:
                UnicodePath = (ZipRecord.U32(field, 1), field[5..].ToArray());
                break;
        }
    }
}

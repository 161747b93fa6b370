using System.Buffers.Binary;
using AgentNotebook.Archives;

namespace AgentNotebook.SharpCompress.Formats;

/// <summary>Looks whether a rar is there as a whole, for SharpCompress stops reading where no header follows and does not ask why.</summary>
/// <remarks>Source: A. Roshal, "RAR 5.0 archive format"; "technote.txt" of RAR 4.</remarks>
internal static class RarEnd
{
    private const int SignatureBytes = 7;
    private const int HeaderBytes = 7;
    private const int HighSizeAt = 32;
    private const byte MainHeader = 0x73;
    private const byte FileHeader = 0x74;
    private const byte ServiceHeader = 0x7A;
    private const byte EndHeader = 0x7B;
    private const ushort IsVolume = 1;
    private const ushort EncryptedHeaders = 0x80;
    private const ushort LargeFile = 0x100;
    private const ushort HasData = 0x8000;

    private const int FirstHeaderOfVersion5 = 12;
    private const int LongestFirstHeader = 64;
    private const int EncryptionHeader5 = 4;
    private const int HasExtra5 = 1;

    // An end-of-archive header of version 5 as RAR writes it: checksum, size 3, type 5, flag "skip when unknown", no flags of its own.
    private static readonly byte[] _endOfVersion5 = [0x1D, 0x77, 0x56, 0x51, 3, 5, 4, 0];

    /// <summary>Refuses an archive that is cut off, followed by something, or one of several volumes; goes to its beginning.</summary>
    internal static void Demand(Stream archive, Refusal refusal)
    {
        archive.Position = 0;
        var begin = new byte[LongestFirstHeader];
        var read = archive.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false);
        var isVersion4 = begin[SignatureBytes - 1] == 0;
        if (isVersion4 ? (BinaryPrimitives.ReadUInt16LittleEndian(begin.AsSpan(SignatureBytes + 3)) & IsVolume) != 0 : SaysVolume(begin.AsSpan(0, read)))
        {
            throw refusal(nameof(ArchiveRule.UnsupportedFormat), "It is one of several volumes, which are not read here. Put them together into one archive first.", "");
        }

        if (!(isVersion4 ? EndsAsVersion4(archive) : EndsAsVersion5(archive, begin)))
        {
            throw refusal(nameof(ArchiveRule.Truncated), "The archive is cut off, or something comes after its end.", "");
        }

        archive.Position = 0;
    }

    private static bool SaysVolume(ReadOnlySpan<byte> begin)
    {
        var at = FirstHeaderOfVersion5;
        _ = Number(begin, ref at);
        var type = Number(begin, ref at);
        if ((Number(begin, ref at) & HasExtra5) != 0)
        {
            _ = Number(begin, ref at);
        }

        return type != EncryptionHeader5 && (Number(begin, ref at) & IsVolume) != 0;
    }

    private static bool EndsAsVersion5(Stream archive, ReadOnlySpan<byte> begin)
    {
        var at = FirstHeaderOfVersion5;
        _ = Number(begin, ref at);
        if (Number(begin, ref at) == EncryptionHeader5)
        {
            // What follows cannot be read, and is refused for that.
            return true;
        }

        var end = new byte[_endOfVersion5.Length];
        archive.Position = archive.Length - end.Length;
        archive.ReadExactly(end);
        return end.AsSpan().SequenceEqual(_endOfVersion5);
    }

    // From header to header. Old ones have none that says it is the end; they end with the last entry.
    private static bool EndsAsVersion4(Stream archive)
    {
        var header = new byte[HighSizeAt + sizeof(uint)];
        var (at, isFirst) = ((long)SignatureBytes, true);
        while (at < archive.Length)
        {
            archive.Position = at;
            var read = archive.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
            if (read < HeaderBytes || (isFirst && header[2] != MainHeader))
            {
                return false;
            }

            var (flags, size) = (BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(3)), BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(5)));
            if (isFirst && (flags & EncryptedHeaders) != 0)
            {
                return true;
            }

            if (size < HeaderBytes || size > archive.Length - at)
            {
                return false;
            }

            at += size;
            if (header[2] == EndHeader)
            {
                return at == archive.Length;
            }

            if ((flags & HasData) != 0)
            {
                var isLarge = header[2] is FileHeader or ServiceHeader && (flags & LargeFile) != 0;
                if (read < HeaderBytes + sizeof(uint) || (isLarge && read < header.Length))
                {
                    return false;
                }

                at += BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(HeaderBytes)) + (isLarge ? (long)BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(HighSizeAt)) << 32 : 0);
            }

            isFirst = false;
        }

        return at == archive.Length && !isFirst;
    }

    // Seven bits a byte, the lowest first; what is missing or longer than ten bytes ends as it stands.
    private static ulong Number(ReadOnlySpan<byte> bytes, ref int at)
    {
        const int LongestNumber = 70;
        var value = 0UL;
        for (var shift = 0; at < bytes.Length && shift < LongestNumber; shift += 7)
        {
            var part = bytes[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if ((part & 0x80) == 0)
            {
                break;
            }
        }

        return value;
    }
}

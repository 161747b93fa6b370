using System.Buffers.Binary;
using AgentNotebook.Archives;
using AgentNotebook.SharpCompress.Taring;
using SharpCompress.Archives.SevenZip;
using SharpCompress.Common.SevenZip;
using SharpCompress.Readers;

namespace AgentNotebook.SharpCompress.Formats;

/// <summary>The entries of a 7z: folders first, then files in their order.</summary>
/// <remarks>Source of the layout and the attributes: I. Pavlov, "7z Format description" (DOC/7zFormat.txt); p7zip's extension puts a mode of Unix in their upper half.</remarks>
internal static class SevenZipEntries
{
    private const int StartHeaderBytes = 32;
    private const uint HasUnixMode = 0x8000;
    private const uint ReparsePoint = 0x400;

    internal static IEnumerable<PackedEntry> Of(Stream archive, Refusal refusal)
    {
        DemandWhole(archive, refusal);
        using var sevenZip = SevenZipArchive.OpenArchive(archive, ReaderOptions.ForExternalStream);
        using var reader = sevenZip.ExtractAllEntries();
        while (reader.MoveToNextEntry())
        {
            var entry = (SevenZipEntry)reader.Entry;
            var name = entry.Key ?? "";
            // SharpCompress also calls files encrypted that are empty.
            if (entry is { IsDirectory: false, Size: > 0, IsEncrypted: true })
            {
                throw refusal(nameof(ArchiveRule.Encrypted), "It is encrypted.", name);
            }

            var attributes = (uint)(entry.ExtendedAttrib ?? 0);
            var mode = (attributes & HasUnixMode) != 0 ? (int)(attributes >> 16) : 0;
            yield return new PackedEntry
            {
                Name = name,
                Type = entry.IsDirectory ? EntryTypes.Folder : (attributes & (HasUnixMode | ReparsePoint)) == ReparsePoint ? EntryTypes.Unknown : EntryTypes.OfMode(mode),
                Mode = mode,
                Size = entry.IsDirectory ? 0 : entry.Size,
                Modified = entry.LastModifiedTime,
                Content = entry.IsDirectory ? Stream.Null : reader.OpenEntryStream(),
                // Where there is none, or where SharpCompress does not find it, 0: then nothing says that the content is right.
                Crc = (uint)entry.Crc,
            };
        }
    }

    // The list of entries is at the end, and the beginning says where that is.
    private static void DemandWhole(Stream archive, Refusal refusal)
    {
        Span<byte> start = stackalloc byte[StartHeaderBytes];
        archive.Position = 0;
        archive.ReadExactly(start);
        archive.Position = 0;
        var (offset, size) = (BinaryPrimitives.ReadUInt64LittleEndian(start[12..]), BinaryPrimitives.ReadUInt64LittleEndian(start[20..]));
        var left = (ulong)(archive.Length - StartHeaderBytes);
        if (offset > left || size > left - offset)
        {
            throw refusal(nameof(ArchiveRule.Truncated), "The archive is cut off: its list of entries should come after its end.", "");
        }

        if (offset + size < left)
        {
            throw refusal(nameof(ArchiveRule.TrailingData), "Something comes after the archive's end.", "");
        }
    }
}

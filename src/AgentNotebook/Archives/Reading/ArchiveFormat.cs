using System.IO.Compression;
using AgentNotebook.Archives.Reading.Compression;
using AgentNotebook.Archives.Reading.Decoded;
using AgentNotebook.Archives.Reading.Tar;
using AgentNotebook.Archives.Reading.Zip;

namespace AgentNotebook.Archives.Reading;

/// <summary>Finds out what an archive is from its first bytes.</summary>
internal static class ArchiveFormat
{
    private const int HeadBytes = 512;

    // Smaller ones are decompressed before a thread has started.
    private const int WorthAThread = 1 << 20;
    private const int DecoderBufferBytes = 64 << 10;

    // What others read: their first bytes, what they are, and by what.
    private static readonly (byte[] Magic, int At, string Name)[] _others =
    [
        ([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0], 0, "xz"),
        ([0x28, 0xB5, 0x2F, 0xFD], 0, "zstd"),
        ("LZIP"u8.ToArray(), 0, "lzip"),
        ([(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C], 0, "7z"),
        ("Rar!\x1A\x07"u8.ToArray(), 0, "rar"),
        ([0x1F, 0x9D], 0, "compress (.Z)"),
        ("MSCF"u8.ToArray(), 0, "Windows cabinet"),
        ("!<arch>\n"u8.ToArray(), 0, "ar"),
        ([0xED, 0xAB, 0xEE, 0xDB], 0, "rpm"),
        ("070701"u8.ToArray(), 0, "cpio"),
        ("070702"u8.ToArray(), 0, "cpio"),
        ("070707"u8.ToArray(), 0, "cpio"),
        ("xar!"u8.ToArray(), 0, "xar"),
        ([0x5D, 0, 0], 0, "lzma"),
    ];

    /// <exception cref="ArchiveRefusedException">It is nothing that is read here.</exception>
    internal static ArchiveReader Open(Stream archive, ExtractionLimits limits, LocalTime time, ArchiveDecoding? decoding)
    {
        var head = new byte[HeadBytes];
        archive.Position = 0;
        var length = archive.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false);
        archive.Position = 0;
        var begin = head.AsSpan(0, length);
        if (begin.StartsWith("PK\x03\x04"u8) || begin.StartsWith("PK\x05\x06"u8))
        {
            return new ZipReader(archive, limits, time);
        }

        if (begin.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
        {
            return Tar(new GzipInput(archive), "tar.gz", "gzip", () => archive.Position);
        }

        if (begin.StartsWith("BZh"u8) && length > 3 && begin[3] is >= (byte)'1' and <= (byte)'9')
        {
            return Tar(new Bzip2Input(archive), "tar.bz2", "bzip2", () => archive.Position);
        }

        var plain = new TarReader(archive, "tar", () => archive.Position);
        if (plain.LooksRight())
        {
            return plain;
        }

        if (decoding is not null)
        {
            archive.Position = 0;
            var counted = new CountedInput(archive);
            return Tar(new DecodedInput(new BufferedPositions(counted, DecoderBufferBytes), decoding), decoding.Format, decoding.Format, () => counted.BytesRead, decoding.HasPlaces);
        }

        throw Array.Find(_others, other => head.AsSpan(other.At).StartsWith(other.Magic)) is { Name: { } name }
            ? new ArchiveRefusedException(ArchiveRule.UnsupportedFormat, $"It is {name}, which is not read here: tar, tar.gz, tar.bz2 and zip are. The SharpCompress provider reads 7z, rar, tar.xz, tar.zst and tar.lz.")
            : new ArchiveRefusedException(ArchiveRule.NotAnArchive, "It begins like none of the archives that are read here: tar, tar.gz, tar.bz2 and zip.");

        ArchiveReader Tar(Stream decompressed, string format, string compression, Func<long> bytesRead, bool hasPlaces = true)
        {
            Stream bounded = new RatioInput(decompressed, bytesRead, limits);
            bounded = archive.Length > WorthAThread ? new ReadAheadInput(bounded) : bounded;
            var tar = new TarReader(bounded, format, bytesRead) { HasPlaces = hasPlaces };
            try
            {
                return tar.LooksRight() ? tar : throw new ArchiveRefusedException(ArchiveRule.NotAnArchive, $"It is a {compression} file, but holds no tar.");
            }
            catch
            {
                tar.Dispose();
                throw;
            }
        }
    }
}

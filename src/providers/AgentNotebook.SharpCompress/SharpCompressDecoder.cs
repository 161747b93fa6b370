using AgentNotebook.Archives.Decoding;
using AgentNotebook.SharpCompress.Formats;
using SharpCompress.Common;

namespace AgentNotebook.SharpCompress;

/// <summary>
/// Lets the extractor read 7z, rar, tar.xz, tar.zst and tar.lz. In a notebook, <c>ArchiveDecoders.Register(new SharpCompressDecoder())</c> makes them known to
/// <c>#!unpack</c>; <c>agentnb unpack</c> finds the provider in its folder of providers.
/// </summary>
/// <remarks>
/// <para>
/// The decoder runs in the extractor's sandboxed worker, which is given this assembly and SharpCompress as bytes. It makes a tar of the archive, and that is
/// read, judged and limited like any other: the same rules of names, links and kinds, the same limits, counted on the bytes that come out, and all or nothing.
/// Checksums are compared: of xz (CRC32, CRC64, SHA-256), zstd, lzip, rar and 7z; a file of a 7z without one is refused.
/// </para>
/// <para>
/// Refused are encrypted archives, archives in several volumes, self-extracting ones, and in a rar hard links and references to earlier files, which
/// SharpCompress does not tell apart. Times in an archive of RAR 4 are local to who made it, and are taken for UTC. Dictionaries count
/// against the worker's memory (512 MiB): an archive that needs more is refused.
/// </para>
/// </remarks>
public sealed class SharpCompressDecoder : IArchiveDecoder
{
    /// <summary>7z, rar (4 and 5), tar.xz, tar.zst and tar.lz.</summary>
    public IReadOnlyList<ArchiveSignature> Signatures { get; } =
    [
        new(Decoder.SevenZip, new byte[] { (byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C }),
        new(Decoder.Rar, "Rar!\x1A\x07\x00"u8.ToArray()),
        new(Decoder.Rar, "Rar!\x1A\x07\x01\x00"u8.ToArray()),
        new(Decoder.Xz, new byte[] { 0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0 }),
        new(Decoder.Zstd, new byte[] { 0x28, 0xB5, 0x2F, 0xFD }),
        new(Decoder.Lzip, "LZIP"u8.ToArray()),
    ];

    /// <summary>This assembly and SharpCompress.</summary>
    public IReadOnlyList<string> Assemblies { get; } = [typeof(SharpCompressDecoder).Assembly.Location, typeof(ArchiveType).Assembly.Location];

    /// <inheritdoc/>
    public string EntryType => typeof(Decoder).FullName!;

    /// <inheritdoc/>
    public string EntryMethod => nameof(Decoder.Open);
}

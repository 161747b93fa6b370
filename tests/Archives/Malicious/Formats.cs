using AgentNotebook.Archives.Tests.Writing;
using static AgentNotebook.Archives.Tests.Writing.Builders;

namespace AgentNotebook.Archives.Tests.Malicious;

/// <summary>What is no archive, or one of a format that is not read here.</summary>
internal static class Formats
{
    public static readonly MaliciousCase[] All =
    [
        Unread("7z", [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4]),
        Unread("rar-4", "Rar!\u001a\u0007\0"u8),
        Unread("rar-5", "Rar!\u001a\u0007\u0001\0"u8),
        Unread("xz", [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]),
        Unread("zstd", [0x28, 0xb5, 0x2f, 0xfd]),
        Unread("lzip", "LZIP\u0001"u8),
        new("formats/compress", "a format of old", null, _ => [0x1f, 0x9d, 0x90, .. new byte[600]], ArchiveRule.UnsupportedFormat),
        new("formats/cpio", "another archive", null, _ => [.. "070701"u8, .. new byte[600]], ArchiveRule.UnsupportedFormat),
        new("formats/ar", "another archive", null, _ => [.. "!<arch>\n"u8, .. new byte[600]], ArchiveRule.UnsupportedFormat),
        new("formats/text", "text", null, _ => [.. Enumerable.Repeat("just text\n"u8.ToArray(), 200).SelectMany(line => line)], ArchiveRule.NotAnArchive),
        new("formats/program", "a program", null, _ => [0x7f, .. "ELF"u8, .. new byte[2000]], ArchiveRule.NotAnArchive),
        new("formats/zeros", "zeros only, a tar without entries", null, _ => new byte[700], ArchiveRule.Truncated),
        new("formats/gzip-of-text", "a gzip that holds no tar", null, _ => Pack.Gzip([.. Enumerable.Repeat("just text\n"u8.ToArray(), 200).SelectMany(line => line)]), ArchiveRule.NotAnArchive),
        new("formats/gzip-of-zip", "a gzip that holds a zip", null, _ => Pack.Gzip(ZipOf("file")), ArchiveRule.NotAnArchive),
        new("formats/gzip-of-nothing", "a gzip that holds nothing", null, _ => [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0], ArchiveRule.NotAnArchive),
        new("formats/zip-signature-only", "the beginning of a zip and noise", null, _ => [.. "PK\u0003\u0004"u8, .. new byte[600]], ArchiveRule.Truncated),
        new("formats/tar-first-checksum", "a tar whose first checksum is wrong", null, _ => TarOf(new TarEntry("file") { Checksum = "007777\0 " }), ArchiveRule.NotAnArchive),
        new("formats/tar-then-tar", "a second tar after the end of the first: some read on", null, _ => [.. Tar.File("first", "x").Ended, .. Tar.File("second", "y").Ended], ArchiveRule.TrailingData),
        new("formats/tar-then-garbage", "noise after the end of the tar", null, _ => [.. Tar.File("first", "x").Ended, .. Enumerable.Repeat((byte)'!', 512)], ArchiveRule.TrailingData),
        new("formats/tar-hidden-behind-one-block", "one block of zeros, then more: some end there, some read on", null, _ => [.. Tar.File("first", "x").Unended, .. new byte[512], .. Tar.File("second", "y").Ended], ArchiveRule.TrailingData),
    ];

    private static MaliciousCase Unread(string format, ReadOnlySpan<byte> magic)
    {
        byte[] bytes = [.. magic, .. new byte[600]];
        return new($"formats/{format}", $"a file of {format}, which a provider reads", null, _ => bytes, ArchiveRule.UnsupportedFormat);
    }
}

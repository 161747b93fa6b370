using AgentNotebook.Archives.Tests.Writing;
using static AgentNotebook.Archives.Tests.Writing.Builders;

namespace AgentNotebook.Archives.Tests.Malicious;

/// <summary>Headers of a tar that lie or cannot be read.</summary>
internal static class TarHeaders
{
    public static readonly MaliciousCase[] All =
    [
        new("tar-headers/checksum", "a checksum that is one off, in the second header", null, _ => Tar.File("file", "x").Add(new TarEntry("other") { Checksum = "007777\0 " }).Ended, ArchiveRule.BadChecksum),
        new("tar-headers/checksum-empty", "no checksum, in the second header", null, _ => Tar.File("file", "x").Add(new TarEntry("other") { Checksum = new byte[8] }).Ended, ArchiveRule.BadChecksum),
        new("tar-headers/checksum-letters", "a checksum of letters, in the second header", null, _ => Tar.File("file", "x").Add(new TarEntry("other") { Checksum = "checksum" }).Ended, ArchiveRule.BadChecksum),
        new("tar-headers/garbage", "noise where a header should be", null, _ => Tar.File("file", "x").Raw(Noise(1024)).Ended, ArchiveRule.BadChecksum),
        new("tar-headers/size-negative", "a size below zero leads back to the same header for ever", "CVE-2025-8194", _ => Sized(TarNumber.Base256(-512)), ArchiveRule.BadHeader),
        new("tar-headers/size-minus-one-block", "so does one that cancels the header", "CVE-2025-8194", _ => Sized(TarNumber.Base256(-1024)), ArchiveRule.BadHeader),
        new("tar-headers/size-letters", "a size that is no number", null, _ => Sized("not a size\0\0"), ArchiveRule.BadHeader),
        new("tar-headers/size-decimal", "a size with digits that octal does not know", null, _ => Sized("00000000089\0"), ArchiveRule.BadHeader),
        new("tar-headers/size-minus-sign", "a sign in front of the digits", null, _ => Sized("-0000000001\0"), ArchiveRule.BadHeader),
        new("tar-headers/size-inner-space", "digits, a space, digits", null, _ => Sized("000001 00001"), ArchiveRule.BadHeader),
        new("tar-headers/size-of-everything", "the largest size of 64 bits, rounded up to blocks it is nothing", "CVE-2015-8933", _ => Sized(TarNumber.Base256(long.MaxValue)), ArchiveRule.Truncated),
        new("tar-headers/size-over-64-bits", "a size that needs 88 bits", null, _ => Sized((byte[])[0x80, 1, .. new byte[10]]), ArchiveRule.BadHeader),
        new("tar-headers/size-declared-huge", "a terabyte that is not there", null, _ => Sized(TarNumber.Base256(1L << 40)), ArchiveRule.Truncated),
        new("tar-headers/size-over-the-end", "more than what follows", null, _ => Sized(TarNumber.Octal(4096, 12)), ArchiveRule.Truncated),
        new("tar-headers/size-swallows-header", "the next header is this file's data", null, _ => Tar.Add(new TarEntry("a") { Data = "x", Size = TarNumber.Octal(700, 12) }).File("b", "x").Ended, ArchiveRule.BadChecksum),
        new("tar-headers/mode-letters", "a mode that is no number", null, _ => TarOf(new TarEntry("file") { Mode = "rw-r--r-" }), ArchiveRule.BadHeader),
        new("tar-headers/mode-decimal", "a mode with digits that octal does not know", null, _ => TarOf(new TarEntry("file") { Mode = "0000998\0" }), ArchiveRule.BadHeader),
        new("tar-headers/time-of-ones", "a time in base 256 whose every bit is set but one", "CVE-2022-48303", _ => TarOf(new TarEntry("file") { ModifiedAt = (byte[])[0x80, .. Enumerable.Repeat((byte)0xff, 11)] }), ArchiveRule.BadHeader),
        new("tar-headers/time-beyond-calendars", "a time after the year 9999", "CVE-2023-42503", _ => TarOf(new TarEntry("file") { ModifiedAt = TarNumber.Base256(long.MaxValue / 2) }), ArchiveRule.BadHeader),
        new("tar-headers/time-before-calendars", "a time before the year 1", "CVE-2023-42503", _ => TarOf(new TarEntry("file") { ModifiedAt = TarNumber.Base256(long.MinValue / 2) }), ArchiveRule.BadHeader),
        new("tar-headers/time-letters", "a time that is no number", null, _ => TarOf(new TarEntry("file") { ModifiedAt = "yesterday\0\0\0" }), ArchiveRule.BadHeader),
        new("tar-headers/folder-with-data", "a folder with data, which some skip and some do not", null, _ => Tar.Add(new TarEntry("folder") { Type = '5', Data = new TarEntry("../escaped").ToBytes() }).File("file", "x").Ended, ArchiveRule.UnexpectedContent),
        new("tar-headers/link-with-data", "a link with data, which some skip and some do not", null, _ => Tar.Add(new TarEntry("link") { Type = '2', LinkName = "file", Data = new TarEntry("smuggled").ToBytes() }).File("file", "x").Ended, ArchiveRule.UnexpectedContent),
    ];

    private static byte[] Sized(Octets size) => TarOf(new TarEntry("file") { Size = size });

    private static byte[] Noise(int length)
    {
        var noise = new byte[length];
        new Random(8).NextBytes(noise);
        return noise;
    }
}

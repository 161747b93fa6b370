using AgentNotebook.Archives.Tests.Writing;
using static AgentNotebook.Archives.Tests.Writing.Builders;

namespace AgentNotebook.Archives.Tests.Malicious;

/// <summary>Archives that end too early, at every place where something else is being read.</summary>
internal static class Truncations
{
    private static readonly byte[] _tar = Tar.File("first", "x").LongName(new string('n', 200)).File("second", "y").Pax(("path", "third")).File("x", new byte[2000]).Unended;
    private static readonly byte[] _gzip = Pack.Gzip(Tar.File("file", Text(20_000)).Ended);
    private static readonly byte[] _zip = Zip.File("first", "some text").Add(new ZipEntry("second") { Data = Text(3000), Method = ZipEntry.Deflated }).End(new ZipEnd { Comment = "a comment" });

    public static readonly MaliciousCase[] All =
    [
        new("truncations/nothing", "an empty file", null, _ => [], ArchiveRule.NotAnArchive),
        new("truncations/one-byte", "one byte", null, _ => [0], ArchiveRule.NotAnArchive),
        .. Cut("tar", _tar, ArchiveRule.Truncated, 300, 511, 513, 600, 1023, 1100, 1535, 1600, 2047, 2100, 2560, 3000, 3071, 3200, 3584, 4000, 4096, 5000),
        new("truncations/tar-without-padding", "data without the rest of its block", null, _ => Tar.File("file", "some text").Unended[..521], ArchiveRule.Truncated),
        .. Cut("gzip", _gzip, [ArchiveRule.Truncated, ArchiveRule.BadData, ArchiveRule.NotAnArchive], 2, 3, 9, 10, 11, 60, _gzip.Length / 2, _gzip.Length - 9, _gzip.Length - 8, _gzip.Length - 7, _gzip.Length - 4, _gzip.Length - 1),
        new("truncations/gzip-sum", "a gzip whose sum is wrong", null, _ => Changed(_gzip, _gzip.Length - 8), ArchiveRule.BadData),
        new("truncations/gzip-length", "a gzip whose length is wrong", null, _ => Changed(_gzip, _gzip.Length - 4), ArchiveRule.BadData),
        new("truncations/gzip-method", "a gzip of another compression", null, _ => Changed(_gzip, 2), ArchiveRule.BadData),
        new("truncations/gzip-reserved-flags", "a gzip with flags that nobody knows", null, _ => [.. _gzip[..3], 0xe0, .. _gzip[4..]], ArchiveRule.BadData),
        new("truncations/gzip-then-garbage", "bytes after the gzip", null, _ => [.. _gzip, .. "hidden"u8], ArchiveRule.TrailingData),
        new("truncations/gzip-damaged", "a bit turned over in the middle", null, _ => Changed(_gzip, _gzip.Length / 2), ArchiveRule.BadData),
        new("truncations/gzip-in-gzip", "a gzip in a gzip", null, _ => Pack.Gzip(_gzip), ArchiveRule.NotAnArchive),
        .. Cut("bzip2", Bzip2.OneFile, [ArchiveRule.Truncated, ArchiveRule.BadData, ArchiveRule.NotAnArchive], 3, 4, 10, 14, 18, 40, 90, Bzip2.OneFile.Length - 5, Bzip2.OneFile.Length - 1),
        new("truncations/bzip2-sum-of-block", "a bzip2 whose block's sum is wrong", null, _ => Changed(Bzip2.OneFile, 11), ArchiveRule.BadChecksum),
        new("truncations/bzip2-sum", "a bzip2 whose sum is wrong", null, _ => Changed(Bzip2.OneFile, Bzip2.OneFile.Length - 2), ArchiveRule.BadChecksum),
        new("truncations/bzip2-origin", "a bzip2 whose origin lies beyond its block", null, _ => [.. Bzip2.OneFile[..14], 0xff, 0xff, .. Bzip2.OneFile[16..]], ArchiveRule.BadData),
        new("truncations/bzip2-selectors", "a bzip2 with more selectors than can be", "CVE-2019-12900", _ => Bzip2Selectors(), ArchiveRule.BadData),
        new("truncations/bzip2-damaged", "a bit turned over in the middle", null, _ => Changed(Bzip2.OneFile, 70), ArchiveRule.NotAnArchive),
        new("truncations/bzip2-then-garbage", "bytes after the bzip2", null, _ => [.. Bzip2.OneFile, .. "hidden"u8], ArchiveRule.TrailingData),
        .. Cut("zip", _zip, [ArchiveRule.Truncated, ArchiveRule.NotAnArchive, ArchiveRule.BadHeader, ArchiveRule.TrailingData], 4, 29, 31, 40, 60, _zip.Length - 150, _zip.Length - 100, _zip.Length - 32, _zip.Length - 31, _zip.Length - 30, _zip.Length - 12, _zip.Length - 9, _zip.Length - 1),
    ];

    private static IEnumerable<MaliciousCase> Cut(string format, byte[] whole, ArchiveRule rule, params int[] places) => Cut(format, whole, [rule, ArchiveRule.NotAnArchive], places);

    private static IEnumerable<MaliciousCase> Cut(string format, byte[] whole, ArchiveRule[] rules, params int[] places) =>
        places.Select(place => new MaliciousCase($"truncations/{format}-at-{place}", $"a {format} of {whole.Length:N0} bytes that ends after {place:N0}", null, _ => whole[..place], rules));

    private static byte[] Changed(byte[] whole, int place)
    {
        var changed = whole.ToArray();
        changed[place] ^= 0x10;
        return changed;
    }

    // The number of selectors: 15 bits that begin at bit 140 when two groups of all symbols are used; here all bits about there are set.
    private static byte[] Bzip2Selectors()
    {
        var changed = Bzip2.OneFile.ToArray();
        changed.AsSpan(24, 12).Fill(0xff);
        return changed;
    }

    private static byte[] Text(int length)
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, length).Select(_ => (byte)random.Next('a', 'z'))];
    }
}

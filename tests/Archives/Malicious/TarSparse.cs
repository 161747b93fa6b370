using AgentNotebook.Archives.Tests.Writing;
using static AgentNotebook.Archives.Tests.Writing.Builders;

namespace AgentNotebook.Archives.Tests.Malicious;

/// <summary>Sparse files whose maps lie.</summary>
internal static class TarSparse
{
    private const long Exbibytes = long.MaxValue;

    public static readonly MaliciousCase[] All =
    [
        new("tar-sparse/of-8-EiB", "a file that is all holes", "CVE-2018-20482", _ => TarOf(GnuSparse.Entry("file", Exbibytes, "", false)), ArchiveRule.FileTooLarge),
        new("tar-sparse/of-1-TiB", "a file of a terabyte with one byte", null, _ => TarOf(GnuSparse.Entry("file", 1L << 40, "x", false, ((1L << 40) - 1, 1))), ArchiveRule.FileTooLarge),
        new("tar-sparse/negative-size", "a size below 0", null, _ => TarOf(GnuSparse.Entry("file", -1, "x", false, (0, 1))), ArchiveRule.BadSparseMap),
        new("tar-sparse/negative-offset", "a piece before the file", null, _ => TarOf(GnuSparse.Entry("file", 100, "x", false, (-1, 1))), ArchiveRule.BadSparseMap),
        new("tar-sparse/negative-length", "a piece of a length below 0", null, _ => TarOf(GnuSparse.Entry("file", 100, "x", false, (10, -1))), ArchiveRule.BadSparseMap),
        new("tar-sparse/overflow", "offset and length together wrap around", null, _ => TarOf(GnuSparse.Entry("file", 100, "x", false, (long.MaxValue, long.MaxValue))), ArchiveRule.BadSparseMap),
        new("tar-sparse/overlap", "two pieces of the same place", null, _ => TarOf(GnuSparse.Entry("file", 100, new byte[20], false, (0, 10), (5, 10))), ArchiveRule.BadSparseMap),
        new("tar-sparse/unordered", "a later piece before an earlier one", null, _ => TarOf(GnuSparse.Entry("file", 100, new byte[20], false, (50, 10), (0, 10))), ArchiveRule.BadSparseMap),
        new("tar-sparse/beyond-its-size", "a piece after the end of the file", null, _ => TarOf(GnuSparse.Entry("file", 100, new byte[10], false, (95, 10))), ArchiveRule.BadSparseMap),
        new("tar-sparse/more-data-than-map", "data that no piece takes", null, _ => TarOf(GnuSparse.Entry("file", 100, new byte[50], false, (0, 10))), ArchiveRule.BadSparseMap),
        new("tar-sparse/less-data-than-map", "pieces that the next header would fill", "CVE-2018-20482", _ => TarOf(GnuSparse.Entry("file", 2000, new byte[10], false, (0, 1000))), ArchiveRule.BadSparseMap),
        new("tar-sparse/endless-map", "a map of a million pieces of nothing", "CVE-2025-58183", _ => EndlessMap(), ArchiveRule.BadSparseMap),
        new("tar-sparse/map-cut-off", "a map that is said to go on, and does not", "CVE-2018-20482", _ => Tar.Add(GnuSparse.Entry("file", 100, "", true)).Unended, ArchiveRule.Truncated),
        new("tar-sparse/map-of-nothing", "a file that is one hole of 4 GiB more than allowed", null, _ => TarOf(GnuSparse.Entry("file", 5L << 30, "", false, (5L << 30, 0))), ArchiveRule.FileTooLarge),
        new("tar-sparse/many-holes", "a hundred files of holes, together more than allowed", null, _ => ManyHoles(), ArchiveRule.TooManyBytes),
        new("tar-sparse/pax-pieces-huge", "a map of a thousand million pieces", "CVE-2025-58183", _ => Pax10("999999999\n0\n1\n"), ArchiveRule.BadSparseMap),
        new("tar-sparse/pax-pieces-negative", "a map of less than no pieces", null, _ => Pax10("-1\n"), ArchiveRule.BadSparseMap),
        new("tar-sparse/pax-digits-endless", "a number that does not end", "CVE-2025-58183", _ => Pax10(new string('1', 4096)), ArchiveRule.BadSparseMap),
        new("tar-sparse/pax-letters", "a map that is no number", null, _ => Pax10("one\n0\n1\n"), ArchiveRule.BadSparseMap),
        new("tar-sparse/pax-overlap", "two pieces of the same place", null, _ => Pax10("2\n0\n10\n5\n10\n", 20), ArchiveRule.BadSparseMap),
        new("tar-sparse/pax-size-huge", "a file of 8 EiB", null, _ => Pax10("1\n0\n1\n", 1, Exbibytes.ToString()), ArchiveRule.FileTooLarge),
        new("tar-sparse/pax-size-negative", "a file of less than nothing", null, _ => Pax10("1\n0\n1\n", 1, "-1"), ArchiveRule.BadHeader),
        new("tar-sparse/pax-version-unknown", "a version that nobody knows", null, _ => Tar.Pax(("GNU.sparse.major", "2"), ("GNU.sparse.minor", "7"), ("GNU.sparse.name", "file"), ("GNU.sparse.realsize", "1")).File("GNUSparseFile.0/file", "x").Ended, ArchiveRule.BadSparseMap),
        new("tar-sparse/pax-0.1-odd", "a map of version 0.1 with half a piece", null, _ => Pax01("0,1,5"), ArchiveRule.BadSparseMap),
        new("tar-sparse/pax-0.1-letters", "a map of version 0.1 that is no number", null, _ => Pax01("a,b"), ArchiveRule.BadSparseMap),
    ];

    private static byte[] Pax10(string map, int stored = 1, string size = "100") =>
        Tar.Pax(("GNU.sparse.major", "1"), ("GNU.sparse.minor", "0"), ("GNU.sparse.name", "file"), ("GNU.sparse.realsize", size)).File("GNUSparseFile.0/file", (byte[])[.. GnuSparse.MapOf(map), .. new byte[stored]]).Ended;

    private static byte[] Pax01(string map) =>
        Tar.Pax(("GNU.sparse.size", "100"), ("GNU.sparse.numblocks", "1"), ("GNU.sparse.name", "file"), ("GNU.sparse.map", map)).File("GNUSparseFile.0/file", "x").Ended;

    private static byte[] EndlessMap()
    {
        var tar = Tar.Add(GnuSparse.Entry("file", 1 << 20, "", true));
        var block = GnuSparse.Extension(true, [.. Enumerable.Repeat((0L, 0L), 21)]);
        for (var count = 0; count < 50_000; count++)
        {
            tar.Raw(block);
        }

        return tar.Raw(GnuSparse.Extension(false)).Ended;
    }

    private static byte[] ManyHoles()
    {
        var tar = Tar;
        for (var file = 0; file < 100; file++)
        {
            tar.Add(GnuSparse.Entry($"file{file}", 1L << 30, "", false, (1L << 30, 0)));
        }

        return tar.Ended;
    }
}

using AgentNotebook.Archives.Tests.Writing;
using static AgentNotebook.Archives.Tests.Writing.Builders;

namespace AgentNotebook.Archives.Tests.Malicious;

/// <summary>Names in a tar that lead out of the destination.</summary>
internal static class TarPaths
{
    public static readonly MaliciousCase[] All =
    [
        new("tar-paths/parent", "its first component leaves", "CVE-2007-4559, CVE-2001-1267", _ => TarOf("../escaped"), ArchiveRule.OutsideDestination),
        new("tar-paths/parent-later", "it goes in and then out", "CVE-2002-0399", _ => TarOf("a/../../escaped"), ArchiveRule.OutsideDestination),
        new("tar-paths/parent-staying-inside", "it goes up but stays: what is inside depends on what is on the disk", null, _ => TarOf("a/../b"), ArchiveRule.OutsideDestination),
        new("tar-paths/parent-after-slash", "a parent behind the slash that others strip", "CVE-2005-1918", _ => TarOf("/../escaped"), ArchiveRule.AbsolutePath),
        new("tar-paths/parent-after-slashes", "a parent behind several slashes", "CVE-2007-4131", _ => TarOf("//../escaped"), ArchiveRule.AbsolutePath),
        new("tar-paths/parent-after-dot", "a parent behind a dot", null, _ => TarOf("./../escaped"), ArchiveRule.OutsideDestination),
        new("tar-paths/parent-after-many-slashes", "stripping one root uncovers another", "CVE-2021-32804", _ => TarOf("///////../escaped"), ArchiveRule.AbsolutePath),
        new("tar-paths/prefix-up-to-parent", "what comes before the parent is thought harmless", "CVE-2016-6321", _ => TarOf("etc/motd/../../../escaped"), ArchiveRule.OutsideDestination),
        new("tar-paths/leaves-and-comes-back", "it leaves and enters again, and makes folders on the way", "CVE-2026-19672, python/cpython#155999", _ => TarOf("../evil/../destination/sub/file"), ArchiveRule.OutsideDestination),
        new("tar-paths/comes-back", "a sibling's way back in", "python/cpython#155999", _ => TarOf("../destination/inside"), ArchiveRule.OutsideDestination),
        new("tar-paths/sibling-with-the-same-beginning", "a sibling whose name begins as the destination's does", "CVE-2025-59343", _ => TarOf("../destination-of-another/file"), ArchiveRule.OutsideDestination),
        new("tar-paths/parent-alone", "the entry is the parent itself", null, _ => Tar.Directory("..").Ended, ArchiveRule.OutsideDestination),
        new("tar-paths/parent-folder", "a folder beside the destination", "CVE-2021-38511", _ => Tar.Directory("../made/").Ended, ArchiveRule.OutsideDestination),
        new("tar-paths/parent-at-the-end", "a folder's parent, to give it another mode", null, _ => Tar.Directory("a/..").Ended, ArchiveRule.OutsideDestination),
        new("tar-paths/parent-many-times", "more parents than any folder has", "CVE-2019-10743", _ => TarOf(string.Concat(Enumerable.Repeat("../", 25)) + "tmp/escaped"), ArchiveRule.OutsideDestination),
        new("tar-paths/parent-in-prefix", "the parent stands in the prefix of ustar", null, _ => TarOf(new TarEntry("escaped") { Prefix = "..", Data = "x" }), ArchiveRule.OutsideDestination),
        new("tar-paths/parent-split-over-prefix", "the prefix ends where the parent begins", null, _ => TarOf(new TarEntry("../escaped") { Prefix = "a/..", Data = "x" }), ArchiveRule.OutsideDestination),
        new("tar-paths/parent-in-pax", "the header is harmless, the pax path is not", null, _ => Tar.Pax(("path", "../escaped")).File("harmless", "x").Ended, ArchiveRule.OutsideDestination),
        new("tar-paths/parent-in-global-pax", "the path stands in a global header", null, _ => Tar.PaxGlobal(("path", "../escaped")).File("harmless", "x").Ended, ArchiveRule.HeadersDisagree),
        new("tar-paths/parent-in-long-name", "the header is harmless, GNU's long name is not", null, _ => Tar.LongName("../escaped").File("harmless", "x").Ended, ArchiveRule.OutsideDestination),
        new("tar-paths/parent-in-sparse-name", "the name stands in GNU's pax record for sparse files", null, _ => Tar.Pax(("GNU.sparse.major", "1"), ("GNU.sparse.minor", "0"), ("GNU.sparse.name", "../escaped"), ("GNU.sparse.realsize", "1")).Add(new TarEntry("GNUSparseFile.0/harmless") { Data = (byte[])[.. GnuSparse.Map((0, 1)), 1] }).Ended, ArchiveRule.OutsideDestination),
        new("tar-paths/backslashes", "parents as Windows writes them", "CVE-2018-1002205", _ => TarOf("..\\escaped"), ArchiveRule.Backslash),
        new("tar-paths/backslash-after-link", "a folder that is another on Windows", "CVE-2021-37701", _ => Tar.Directory("foo").Symlink("foo\\", "../outside").File("foo/escaped", "x").Ended, ArchiveRule.Backslash),
        new("tar-paths/drive", "a drive", null, _ => TarOf("C:\\escaped"), ArchiveRule.Backslash),
        new("tar-paths/drive-with-slash", "a drive, and a slash that works there too", "CVE-2021-37713", _ => TarOf("C:/escaped"), ArchiveRule.DriveName),
        new("tar-paths/drive-relative", "a path relative to a drive's own folder", "CVE-2021-37713", _ => TarOf("C:../escaped"), ArchiveRule.TrailingDotOrSpace),
        new("tar-paths/drive-after-slash", "a drive behind the slash that others strip", "CVE-2021-37713", _ => TarOf("/C:/escaped"), ArchiveRule.AbsolutePath),
        new("tar-paths/share", "a share of another machine", null, _ => TarOf("\\\\server\\share\\escaped"), ArchiveRule.Backslash),
        new("tar-paths/device-path", "a path that Windows does not normalize", null, _ => TarOf("\\\\?\\C:\\escaped"), ArchiveRule.Backslash),
        new("tar-paths/empty", "no name", "CVE-2021-41772", _ => TarOf(""), ArchiveRule.EmptyName),
        new("tar-paths/slashes-only", "nothing is left of it where slashes are stripped", null, _ => TarOf("///"), ArchiveRule.HeadersDisagree),
        new("tar-paths/dot-as-file", "a file that is the destination itself", null, _ => TarOf("."), ArchiveRule.EmptyName),
        new("tar-paths/link-as-destination", "a link that takes the destination's place", "CVE-2026-33056", _ => Tar.Symlink("./", "../outside").File("escaped", "x").Ended, ArchiveRule.EmptyName),
    ];
}

using System.Text;
using AgentNotebook.Archives.Tests.Writing;
using static AgentNotebook.Archives.Tests.Writing.Builders;

namespace AgentNotebook.Archives.Tests.Malicious;

/// <summary>Names and links in a zip that lead out of the destination, and names that are another for another reader.</summary>
internal static class ZipPaths
{
    public static readonly MaliciousCase[] All =
    [
        new("zip-paths/parent", "its first component leaves", "CVE-2018-1002204, CVE-2018-1002207, CVE-2001-1268", _ => ZipOf("../escaped"), ArchiveRule.OutsideDestination),
        new("zip-paths/parent-later", "it goes in and then out", "CVE-2018-1002203", _ => ZipOf("a/../../escaped"), ArchiveRule.OutsideDestination),
        new("zip-paths/parent-staying-inside", "it goes up but stays", null, _ => ZipOf("a/../b"), ArchiveRule.OutsideDestination),
        new("zip-paths/parent-many-times", "more parents than any folder has", "CVE-2019-10743", _ => ZipOf(string.Concat(Enumerable.Repeat("../", 25)) + "tmp/escaped"), ArchiveRule.OutsideDestination),
        new("zip-paths/parent-folder", "a folder beside the destination", "CVE-2018-1002206", _ => Zip.Directory("../made/").End(), ArchiveRule.OutsideDestination),
        new("zip-paths/leaves-and-comes-back", "it leaves and enters again", "python/cpython#155999", _ => ZipOf("../destination/inside"), ArchiveRule.OutsideDestination),
        new("zip-paths/backslashes", "parents as Windows writes them", "CVE-2018-1002205, CVE-2018-1002208", _ => ZipOf("..\\escaped"), ArchiveRule.Backslash),
        new("zip-paths/backslashes-of-dos", "the same by a system that writes paths so", "CVE-2018-1002205", _ => ZipOf(new ZipEntry("..\\escaped") { MadeBy = 20, Attributes = 0x20, Data = "x" }), ArchiveRule.Backslash),
        new("zip-paths/drive", "a drive", "CVE-2021-37713", _ => ZipOf("C:/escaped"), ArchiveRule.DriveName),
        new("zip-paths/drive-relative", "a path relative to a drive's own folder", "CVE-2021-37713", _ => ZipOf("c:../escaped"), ArchiveRule.TrailingDotOrSpace),
        new("zip-paths/empty", "no name", "CVE-2021-41772", _ => ZipOf(""), ArchiveRule.EmptyName),
        new("zip-paths/slash-alone", "nothing but the root", "CVE-2021-41772", _ => Zip.Directory("/").End(), ArchiveRule.AbsolutePath),
        new("zip-paths/local-name-leaves", "the directory says one thing, the entry another", "CVE-2024-24789", _ => ZipOf(new ZipEntry("harmless") { LocalName = "../escaped", Data = "x" }), ArchiveRule.HeadersDisagree),
        new("zip-paths/central-name-leaves", "the entry says one thing, the directory another", null, _ => ZipOf(new ZipEntry("../escaped") { LocalName = "harmless", Data = "x" }), ArchiveRule.HeadersDisagree),
        new("zip-paths/unicode-path-leaves", "the name is harmless, its Unicode form is not", "CVE-2022-0529", _ => Unicode("harmless", "../escaped"), ArchiveRule.OutsideDestination),
        new("zip-paths/unicode-path-not-utf8", "its Unicode form is no UTF-8", "CVE-2022-0530", _ => Unicode("name", Octets.Latin1("n\u00ff")), ArchiveRule.NameEncoding),
        new("zip-paths/unicode-path-cut-off", "a Unicode form without a sum", null, _ => ZipOf(new ZipEntry("name") { Flags = 0, Extra = ZipExtra.Field(0x7075, [1, 2]), LocalExtra = ZipExtra.Field(0x7075, [1, 2]) }), ArchiveRule.BadHeader),
        new("zip-paths/flag-of-utf8-differs", "one header says UTF-8, the other does not", null, _ => ZipOf(new ZipEntry("caf\u00e9") { Flags = ZipEntry.Utf8, LocalFlags = 0, Data = "x" }), ArchiveRule.HeadersDisagree),
        new("zip-paths/legacy-parent", "parents in a legacy name", null, _ => ZipOf(new ZipEntry(Octets.Latin1("../escap\u0082d")) { Flags = 0, Data = "x" }), ArchiveRule.OutsideDestination),
        new("zip-paths/legacy-control", "a control character in a legacy name, which some show as a sign", null, _ => ZipOf(new ZipEntry("a\u0001b") { Flags = 0, Data = "x" }), ArchiveRule.ControlCharacter),
        new("zip-links/absolute", "a link to an absolute path", "CVE-2025-29787, CVE-2025-55188", outside => Zip.Symlink("link", outside).End(), ArchiveRule.AbsoluteLink),
        new("zip-links/outside", "a link that leads out", "CVE-2025-11001", _ => Zip.Symlink("link", "../outside").End(), ArchiveRule.LinkOutside),
        new("zip-links/outside-then-file", "a file through a link that leads out", "CVE-2025-11001, CVE-2025-29787", _ => Zip.Symlink("link", "../outside").File("link/escaped", "x").End(), ArchiveRule.LinkOutside),
        new("zip-links/drive", "a link to a drive", "CVE-2025-11002", _ => Zip.Symlink("link", "C:\\Windows").End(), ArchiveRule.AbsoluteLink),
        new("zip-links/chain", "links that lead out together", "CVE-2026-45491", _ => Zip.Directory("a/").Symlink("a/b", ".").Symlink("a/b/c", ".").Symlink("a/b/c/d", "../../outside").File("a/b/c/d/escaped", "x").End(), ArchiveRule.PathThroughLink),
        new("zip-links/file-through-link", "a file through a link that stays inside", null, _ => Zip.Directory("real/").Symlink("link", "real").File("link/file", "x").End(), ArchiveRule.PathThroughLink),
        new("zip-links/file-over-link", "a file is written to where the link of its name points", "CVE-2018-12015", _ => Zip.File("kept", "kept").Symlink("moo", "kept").File("moo", "escaped").End(), ArchiveRule.DuplicateName),
        new("zip-links/empty", "no target", null, _ => Zip.Symlink("link", "").End(), ArchiveRule.LinkName),
        new("zip-links/null", "a NUL in the target", null, _ => Zip.Symlink("link", "file\0../../outside").End(), ArchiveRule.LinkName),
        new("zip-links/not-utf8", "a target that is no UTF-8", null, _ => Zip.Symlink("link", Octets.Latin1("\u00c0\u00ae\u00c0\u00ae")).End(), ArchiveRule.NameEncoding),
        new("zip-links/target-of-megabytes", "a target of 4 MiB", null, _ => Zip.Symlink("link", Encoding.ASCII.GetBytes(new string('t', 4 << 20))).End(), ArchiveRule.LinkName),
        new("zip-links/target-bomb", "a target that is a bomb", null, _ => ZipOf(new ZipEntry("link") { Attributes = 0xa1ff_0000, Method = ZipEntry.Deflated, Payload = Pack.DeflatedZeros(64 << 20), Size = 10, Sum = 0 }), ArchiveRule.DeclaredSizeLies),
        new("zip-links/strict", "any link, where links are not wanted", null, _ => Zip.File("file", "x").Symlink("link", "file").End(), ArchiveRule.LinkNotAllowed) { Policy = ArchivePolicy.Strict },
        new("zip-links/second-archive", "the link came with an archive before this one", "CVE-2025-45582", _ => ZipOf("x/escaped"), ArchiveRule.AlreadyExists)
        {
            Arrange = destination => File.CreateSymbolicLink(Path.Combine(destination, "x"), "../outside"),
            Overwrite = true,
        },
    ];

    private static byte[] Unicode(Octets name, Octets other)
    {
        var extra = ZipExtra.UnicodePath(name, other);
        return ZipOf(new ZipEntry(name) { Flags = 0, Extra = extra, LocalExtra = extra, Data = "x" });
    }
}

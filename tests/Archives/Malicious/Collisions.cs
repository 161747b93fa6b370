using AgentNotebook.Archives.Tests.Writing;
using static AgentNotebook.Archives.Tests.Writing.Builders;

namespace AgentNotebook.Archives.Tests.Malicious;

/// <summary>Names that meet: in the archive, and with what is in the destination.</summary>
internal static class Collisions
{
    public static readonly MaliciousCase[] All =
    [
        new("collisions/twice", "two files of one name: scanners see the first, users get the last", null, _ => Tar.File("file", "good").File("file", "bad").Ended, ArchiveRule.DuplicateName),
        new("collisions/twice-zip", "two files of one name", "CVE-2013-4787", _ => Zip.File("file", "good").File("file", "bad").End(), ArchiveRule.DuplicateName),
        new("collisions/twice-with-dot", "the same name with a dot in front", null, _ => Tar.File("file", "good").File("./file", "bad").Ended, ArchiveRule.DuplicateName),
        new("collisions/twice-with-slashes", "the same name with two slashes in it", null, _ => Tar.File("a/file", "good").File("a//file", "bad").Ended, ArchiveRule.DuplicateName),
        new("collisions/case", "one file where letter case does not count", "CVE-2021-21300", _ => Tar.File("README", "good").File("readme", "bad").Ended, ArchiveRule.CaseCollision),
        new("collisions/case-zip", "one file where letter case does not count", "CVE-2021-21300", _ => Zip.File("README", "good").File("readme", "bad").End(), ArchiveRule.CaseCollision),
        new("collisions/case-of-folders", "one folder where letter case does not count, by its files alone", "CVE-2021-21300", _ => Tar.File("Folder/a", "x").File("folder/b", "x").Ended, ArchiveRule.CaseCollision),
        new("collisions/case-of-link", "a link that is a folder's other name", "CVE-2021-21300", _ => Tar.File("A/post-checkout", "x").Symlink("a", ".git/hooks").Ended, ArchiveRule.CaseCollision),
        new("collisions/case-beyond-ascii", "letter case of other scripts", null, _ => Tar.File("\u0441\u0424", "x").File("\u0421\u0444", "x").Ended, ArchiveRule.CaseCollision),
        new("collisions/composition", "one file where a letter and its accent are one", "CVE-2021-37712", _ => Tar.File("caf\u00e9", "good").File("cafe\u0301", "bad").Ended, ArchiveRule.CaseCollision),
        new("collisions/composition-of-hangul", "the same for a script of syllables", "CVE-2021-37712", _ => Tar.File("\ud55c", "good").File("\u1112\u1161\u11ab", "bad").Ended, ArchiveRule.CaseCollision),
        new("collisions/sharp-s", "two letters that are one in capitals", "CVE-2026-23950", _ => Tar.File("stra\u00dfe", "good").File("STRASSE", "bad").Ended, ArchiveRule.CaseCollision),
        new("collisions/ligature", "a ligature and its letters", "CVE-2026-23950", _ => Tar.File("\ufb01le", "good").File("file", "bad").Ended, ArchiveRule.CaseCollision),
        new("collisions/kelvin", "a sign that is a letter when made small", null, _ => Tar.File("\u212a", "good").File("k", "bad").Ended, ArchiveRule.CaseCollision),
        new("collisions/folder-twice", "a folder that comes twice, with another mode", null, _ => Tar.Directory("a/").Directory("./a").Ended, ArchiveRule.DuplicateName),
        new("collisions/file-then-below", "a file where a folder is needed", null, _ => Tar.File("a", "x").File("a/b", "x").Ended, ArchiveRule.PathThroughFile),
        new("collisions/file-then-below-zip", "a file where a folder is needed", null, _ => Zip.File("a", "x").File("a/b", "x").End(), ArchiveRule.PathThroughFile),
        new("collisions/below-then-file", "a file where a folder is", null, _ => Tar.File("a/b", "x").File("a", "x").Ended, ArchiveRule.DuplicateName),
        new("collisions/folder-then-file", "a folder becomes a file", null, _ => Tar.Directory("a").File("a", "x").Ended, ArchiveRule.DuplicateName),
        new("collisions/file-then-folder", "a file becomes a folder", null, _ => Tar.File("a", "x").Directory("a/").Ended, ArchiveRule.DuplicateName),
        new("collisions/hardlink-then-below", "a second name of a file where a folder is needed", null, _ => Tar.File("f", "x").Hardlink("a", "f").File("a/b", "x").Ended, ArchiveRule.PathThroughFile),
        new("collisions/there-already", "a file that is there already", null, _ => TarOf("mine"), ArchiveRule.AlreadyExists) { Arrange = Mine },
        new("collisions/there-already-zip", "a file that is there already", null, _ => ZipOf("mine"), ArchiveRule.AlreadyExists) { Arrange = Mine },
        new("collisions/there-already-last", "the last of many is there already: nothing of the others may appear", null, _ => Tar.File("a", "x").File("b/c", "x").Symlink("d", "a").File("mine", "x").Ended, ArchiveRule.AlreadyExists) { Arrange = Mine },
        new("collisions/there-already-below", "one in a folder that is there already", null, _ => Tar.File("folder/other", "x").File("folder/mine", "x").Ended, ArchiveRule.AlreadyExists) { Arrange = MineBelow },
        new("collisions/folder-of-mine", "a file where a folder of mine is, with leave to overwrite", null, _ => TarOf("folder"), ArchiveRule.AlreadyExists) { Arrange = MineBelow, Overwrite = true },
        new("collisions/file-of-mine", "a folder where a file of mine is, with leave to overwrite", null, _ => TarOf("mine/below"), ArchiveRule.AlreadyExists) { Arrange = Mine, Overwrite = true },
        new("collisions/link-of-mine", "through a link of mine that leads out, with leave to overwrite", "CVE-2025-45582", _ => TarOf("link/escaped"), ArchiveRule.AlreadyExists) { Arrange = destination => File.CreateSymbolicLink(Path.Combine(destination, "link"), "../outside"), Overwrite = true },
        new("collisions/link-of-mine-below", "deeper through a link of mine", "CVE-2025-45582", _ => Tar.File("first", "x").File("folder/link/escaped", "x").Ended, ArchiveRule.AlreadyExists)
        {
            Arrange = destination =>
            {
                Directory.CreateDirectory(Path.Combine(destination, "folder"));
                File.CreateSymbolicLink(Path.Combine(destination, "folder", "link"), "../../outside");
            },
            Overwrite = true,
        },
        new("collisions/link-of-mine-made-a-folder", "a folder entry where a link of mine leads out", "CVE-2026-33056", _ => Tar.Add(new TarEntry("link/") { Type = '5', Mode = TarNumber.Octal(0x1ff, 8) }).Ended, ArchiveRule.AlreadyExists) { Arrange = destination => File.CreateSymbolicLink(Path.Combine(destination, "link"), "../outside"), Overwrite = true },
        new("collisions/link-to-link-of-mine", "a link of the archive goes on through one of mine that leads out", "CVE-2025-45582", _ => Tar.Symlink("inner", "link/secret").Ended, ArchiveRule.LinkOutside) { Arrange = destination => File.CreateSymbolicLink(Path.Combine(destination, "link"), "../outside"), Overwrite = true, IsTakenBack = true },
        new("collisions/pipe-of-mine", "a file where a pipe of mine is, at which a writer would wait", null, _ => TarOf("pipe"), ArchiveRule.AlreadyExists) { Arrange = destination => Support.Posix.MakePipe(Path.Combine(destination, "pipe")) },
    ];

    private static void Mine(string destination) => File.WriteAllText(Path.Combine(destination, "mine"), "mine");

    private static void MineBelow(string destination)
    {
        Directory.CreateDirectory(Path.Combine(destination, "folder"));
        File.WriteAllText(Path.Combine(destination, "folder", "mine"), "mine");
    }
}

using AgentNotebook.Archives.Tests.Writing;
using static AgentNotebook.Archives.Tests.Writing.Builders;

namespace AgentNotebook.Archives.Tests.Malicious;

/// <summary>Symbolic links in a tar.</summary>
internal static class TarLinks
{
    public static readonly MaliciousCase[] All =
    [
        new("tar-links/absolute", "a link to an absolute path", "CVE-2025-4138", outside => Tar.Symlink("link", outside).Ended, ArchiveRule.AbsoluteLink),
        new("tar-links/absolute-then-file", "a file through a link to an absolute path", "CVE-2026-23745", outside => Tar.Symlink("link", outside).File("link/escaped", "x").Ended, ArchiveRule.AbsoluteLink),
        new("tar-links/outside", "a link that leads out", "dotnet/runtime#74140", _ => Tar.Symlink("link", "../outside").Ended, ArchiveRule.LinkOutside),
        new("tar-links/outside-then-file", "a file through a link that leads out", "CVE-2018-20990, CVE-2025-48387", _ => Tar.Symlink("link", "../outside").File("link/escaped", "x").Ended, ArchiveRule.LinkOutside),
        new("tar-links/outside-then-folder", "a folder through a link that leads out", "CVE-2021-38511", _ => Tar.Symlink("link", "../").Directory("link/made").Ended, ArchiveRule.LinkOutside),
        new("tar-links/outside-from-below", "a link that leads out from a folder", null, _ => Tar.Directory("a").Directory("a/b").Symlink("a/b/link", "../../../outside/secret").Ended, ArchiveRule.LinkOutside),
        new("tar-links/outside-and-back", "a link that leaves and comes back", null, _ => Tar.Symlink("link", "../destination/file").File("file", "x").Ended, ArchiveRule.LinkOutside),
        new("tar-links/outside-and-not-there", "nothing is at its end yet", null, _ => Tar.Symlink("link", "../not-there-yet").Ended, ArchiveRule.LinkOutside),
        new("tar-links/sibling-with-the-same-beginning", "its target begins as the destination does", "CVE-2025-59343, CVE-2024-12905", _ => Tar.Symlink("link", "../destination-of-another/x").Ended, ArchiveRule.LinkOutside),
        new("tar-links/chain-of-dots", "each link alone stays inside, together they lead out", "CVE-2026-45491", _ => Tar.Directory("a/").Symlink("a/b", ".").Symlink("a/b/c", ".").Symlink("a/b/c/d", "../../outside").File("a/b/c/d/escaped", "x").Ended, ArchiveRule.PathThroughLink),
        new("tar-links/parent-of-a-link", "a parent behind a link is another folder's parent", "CVE-2025-4330", _ => Tar.Symlink("current", ".").Symlink("parent", "current/..").File("parent/escaped", "x").Ended, ArchiveRule.PathThroughLink),
        new("tar-links/parent-through-a-link", "a link to the parent, made through a link", "CVE-2025-4330", _ => Tar.Symlink("current", ".").Symlink("current/parent", "..").File("parent/escaped", "x").Ended, ArchiveRule.PathThroughLink),
        new("tar-links/link-made-after", "a target that leads out only when a later link is there", "CVE-2025-4138", _ => Tar.Symlink("escape", "link/link/../../outside/made").Symlink("link", "./").Ended, ArchiveRule.LinkOutside),
        new("tar-links/deeper-folder-moves", "a link inside that leads out when the folder above becomes another", "CVE-2025-4330", _ => Tar.File("a/t/dummy").Directory("b/").Symlink("c", "a/t").Symlink("c/escape", "../../link").Symlink("c", "b").Hardlink("boom", "c/escape").Ended, ArchiveRule.LinkOutside),
        new("tar-links/longer-than-any-path", "resolving gives up, opening does not", "CVE-2025-4517", _ => LongerThanAnyPath(), ArchiveRule.NameTooLong),
        new("tar-links/mode-of-another", "a folder's mode is given to what a link points at", "CVE-2024-12718, python/cpython#127987", _ => Tar.Symlink("x", ".").Symlink("x/y", "..").Add(new TarEntry("x/y/outside") { Type = '5', Mode = TarNumber.Octal(0x1ff, 8) }).Ended, ArchiveRule.PathThroughLink),
        new("tar-links/folder-over-link", "a folder of the same name gives its mode to what the link points at", "CVE-2026-33056, CVE-2021-31566", _ => Tar.Symlink("foo", ".").Directory("foo").Ended, ArchiveRule.DuplicateName),
        new("tar-links/folder-over-link-outside", "the same, outside", "CVE-2026-33056", _ => Tar.Symlink("foo", "../outside").Add(new TarEntry("foo/.") { Type = '5', Mode = TarNumber.Octal(0x1ff, 8) }).Ended, ArchiveRule.LinkOutside),
        new("tar-links/link-over-folder", "a folder that is known becomes a link", "CVE-2021-32803", _ => Tar.Directory("foo").Symlink("foo", "bar").Directory("bar").File("foo/escaped", "x").Ended, ArchiveRule.DuplicateName),
        new("tar-links/link-over-folder-outside", "a folder that is known becomes a link that leads out", "CVE-2021-32803", _ => Tar.Directory("foo").Symlink("foo", "../outside").File("foo/escaped", "x").Ended, ArchiveRule.LinkOutside),
        new("tar-links/link-over-folder-normalized", "the same with another normal form of the name", "CVE-2021-37712", _ => Tar.Directory("caf\u00e9").Symlink("cafe\u0301", "bar").File("caf\u00e9/escaped", "x").Ended, ArchiveRule.CaseCollision),
        new("tar-links/file-over-link", "a file is written to where the link of its name points", "CVE-2018-12015", _ => Tar.File("kept", "kept").Symlink("moo", "kept").File("moo", "escaped").Ended, ArchiveRule.DuplicateName),
        new("tar-links/file-over-link-outside", "the same, outside", "CVE-2018-12015", _ => Tar.Symlink("moo", "../outside/secret").File("moo", "escaped").Ended, ArchiveRule.LinkOutside),
        new("tar-links/file-through-link", "a file through a link that stays inside: where it is depends on the order", null, _ => Tar.Directory("real").Symlink("link", "real").File("link/file", "x").Ended, ArchiveRule.PathThroughLink),
        new("tar-links/link-through-link", "a link through a link", null, _ => Tar.Directory("real").Symlink("link", "real").Symlink("link/other", "../real").Ended, ArchiveRule.PathThroughLink),
        new("tar-links/in-pax", "the target stands in pax", null, outside => Tar.Pax(("linkpath", outside)).Symlink("link", "harmless").Ended, ArchiveRule.AbsoluteLink),
        new("tar-links/in-long-link", "the target stands in GNU's long link", null, _ => Tar.LongLink("../outside").Symlink("link", "harmless").Ended, ArchiveRule.LinkOutside),
        new("tar-links/empty", "no target", null, _ => Tar.Symlink("link", "").Ended, ArchiveRule.LinkName),
        new("tar-links/null-in-target", "a NUL hides the rest of the target", null, _ => Tar.Pax(("linkpath", "file\0/../../outside")).Symlink("link", "x").Ended, ArchiveRule.LinkName),
        new("tar-links/control-in-target", "a target that speaks to the terminal", "CVE-2016-8687", _ => Tar.Symlink("link", "\u001b]0;owned\u0007").Ended, ArchiveRule.LinkName),
        new("tar-links/backslash-in-target", "a target that leads out on Windows", "CVE-2026-31802", _ => Tar.Symlink("link", "..\\outside").Ended, ArchiveRule.LinkName),
        new("tar-links/drive-in-target", "a target relative to a drive", "CVE-2026-31802", _ => Tar.Symlink("link", "C:../../outside/secret").Ended, ArchiveRule.AbsoluteLink),
        new("tar-links/target-too-long", "a target longer than any path", null, _ => Tar.LongLink(string.Concat(Enumerable.Repeat("abcdefg/", 1024))).Symlink("link", "x").Ended, ArchiveRule.LinkName),
        new("tar-links/to-proc", "a link into the process's own files", null, _ => Tar.Symlink("link", "/proc/self/root").Ended, ArchiveRule.AbsoluteLink),
        new("tar-links/to-itself", "a link that leads nowhere but to itself", null, _ => Tar.Symlink("loop", "loop").File("loop/escaped", "x").Ended, ArchiveRule.PathThroughLink),
        new("tar-links/loop", "two links that lead to each other", null, _ => Tar.Symlink("one", "two").Symlink("two", "one").Ended, ArchiveRule.LinkLoop),
        new("tar-links/doubling", "each link goes through the one before it twice: 2 to the 60th steps to find its end", null, _ => Doubling(), ArchiveRule.LinkLoop),
        new("tar-links/doubling-outside", "the same, and at last outside", null, _ => Doubling("/../.."), ArchiveRule.LinkLoop),
        new("tar-links/strict", "any link, where links are not wanted", null, _ => Tar.File("file", "x").Symlink("link", "file").Ended, ArchiveRule.LinkNotAllowed) { Policy = ArchivePolicy.Strict },
        new("tar-links/strict-outside", "a link that leads out, where links are not wanted", null, _ => Tar.Symlink("link", "../outside").Ended, ArchiveRule.LinkNotAllowed) { Policy = ArchivePolicy.Strict },
        new("tar-links/second-archive", "the link came with an archive before this one", "CVE-2025-45582", _ => TarOf("x/escaped"), ArchiveRule.AlreadyExists)
        {
            Arrange = destination => File.CreateSymbolicLink(Path.Combine(destination, "x"), "../outside"),
            Overwrite = true,
        },
    ];

    private static byte[] Doubling(string end = "")
    {
        var tar = Tar.Symlink("l0", ".");
        for (var number = 1; number <= 60; number++)
        {
            tar.Symlink($"l{number}", $"l{number - 1}/l{number - 1}{(number == 60 ? end : "")}");
        }

        return tar.Ended;
    }

    // As in CPython's own test: folders with names of 247 characters, each with a link of one letter to it, until the path by folders is longer than a path may be.
    private static byte[] LongerThanAnyPath()
    {
        var tar = Tar;
        var folder = new string('d', 247);
        var path = "";
        foreach (var step in "abcdefghijklmnop")
        {
            tar.Pax(("path", path + folder)).Directory("folder");
            tar.Pax(("path", $"{path}{step}"), ("linkpath", folder)).Symlink("link", "folder");
            path += $"{folder}/";
        }

        var links = string.Join('/', "abcdefghijklmnop".Select(step => step.ToString()));
        var name = $"{links}/{new string('l', 254)}";
        tar.Pax(("path", name), ("linkpath", string.Concat(Enumerable.Repeat("../", 16)))).Symlink("link", "..");
        tar.Pax(("path", "escape"), ("linkpath", $"{name}/../outside")).Symlink("link", "x");
        return tar.File("escape/escaped", "x").Ended;
    }
}

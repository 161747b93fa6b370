using AgentNotebook.Archives.Tests.Writing;
using static AgentNotebook.Archives.Tests.Writing.Builders;

namespace AgentNotebook.Archives.Tests.Malicious;

/// <summary>Hard links in a tar: a second name for a file that is not theirs to name.</summary>
internal static class TarHardlinks
{
    public static readonly MaliciousCase[] All =
    [
        new("tar-hardlinks/absolute", "a file by its absolute path", "CVE-2018-20990, CVE-2026-42497", outside => Tar.Hardlink("link", outside + "/secret").Ended, ArchiveRule.AbsoluteLink),
        new("tar-hardlinks/outside", "a file outside", "CVE-2018-20990, CVE-2026-23745", _ => Tar.Hardlink("link", "../outside/secret").Ended, ArchiveRule.LinkOutside),
        new("tar-hardlinks/outside-then-file", "a file outside, then written to", "CVE-2018-20834", _ => Tar.Hardlink("link", "../outside/secret").File("link", "escaped").Ended, ArchiveRule.LinkOutside),
        new("tar-hardlinks/inside-then-file", "a second name, then written to", "CVE-2018-20834", _ => Tar.File("file", "kept").Hardlink("link", "file").File("link", "escaped").Ended, ArchiveRule.DuplicateName),
        new("tar-hardlinks/from-below", "relative to the folder of the link, not to the root", "CVE-2026-24842", _ => Tar.Directory("a").Directory("a/b").Hardlink("a/b/link", "../../../outside/secret").Ended, ArchiveRule.LinkOutside),
        new("tar-hardlinks/through-chain", "through links that lead out together", "CVE-2026-26960", _ => Tar.Directory("a").Directory("a/b").Symlink("a/b/up", "../..").Symlink("escape", "a/b/up/../outside").Hardlink("exfil", "escape/secret").Ended, ArchiveRule.HardLinkTarget),
        new("tar-hardlinks/through-link", "through a link that stays inside", "CVE-2026-26960", _ => Tar.Directory("a").File("a/file", "x").Symlink("link", "a").Hardlink("other", "link/file").Ended, ArchiveRule.HardLinkTarget),
        new("tar-hardlinks/drive-relative", "relative to a drive", "CVE-2026-29786", _ => Tar.Hardlink("link", "C:../outside/secret").Ended, ArchiveRule.LinkName),
        new("tar-hardlinks/backslashes", "as Windows writes it", null, _ => Tar.Hardlink("link", "..\\outside\\secret").Ended, ArchiveRule.LinkName),
        new("tar-hardlinks/later-file", "to a file that only comes later", null, _ => Tar.Hardlink("link", "file").File("file", "x").Ended, ArchiveRule.HardLinkTarget),
        new("tar-hardlinks/missing", "to a file that is not in the archive", "CVE-2025-4330", _ => Tar.Hardlink("link", "nothing").Ended, ArchiveRule.HardLinkTarget),
        new("tar-hardlinks/own-name", "to itself", null, _ => Tar.Hardlink("link", "link").Ended, ArchiveRule.HardLinkTarget),
        new("tar-hardlinks/to-folder", "to a folder", null, _ => Tar.Directory("a").Hardlink("link", "a").Ended, ArchiveRule.HardLinkTarget),
        new("tar-hardlinks/to-symlink", "to a symbolic link, which is then followed or not", null, _ => Tar.File("file", "x").Symlink("link", "file").Hardlink("other", "link").Ended, ArchiveRule.HardLinkTarget),
        new("tar-hardlinks/empty", "no target", null, _ => Tar.Hardlink("link", "").Ended, ArchiveRule.HardLinkTarget),
        new("tar-hardlinks/with-data", "with data for the file that it names", "CVE-2016-5418", _ => Tar.File("file", "kept").Add(new TarEntry("link") { Type = '1', LinkName = "file", Data = "escaped" }).Ended, ArchiveRule.UnexpectedContent),
        new("tar-hardlinks/with-data-outside", "with data for a file outside", "CVE-2016-5418", outside => Tar.Add(new TarEntry("link") { Type = '1', LinkName = outside + "/secret", Data = "escaped" }).Ended, ArchiveRule.UnexpectedContent),
        new("tar-hardlinks/of-the-destination", "to a file that was there before", "CVE-2025-45582", _ => Tar.Hardlink("link", "mine").Ended, ArchiveRule.HardLinkTarget) { Arrange = destination => File.WriteAllText(Path.Combine(destination, "mine"), "mine") },
        new("tar-hardlinks/in-pax-of-the-link", "the header's target is harmless, that in pax is not", null, outside => Tar.File("file", "x").Pax(("linkpath", outside + "/secret")).Hardlink("link", "file").Ended, ArchiveRule.AbsoluteLink),
        new("tar-hardlinks/strict", "any, where links are not wanted", null, _ => Tar.File("file", "x").Hardlink("link", "file").Ended, ArchiveRule.LinkNotAllowed) { Policy = ArchivePolicy.Strict },
    ];
}

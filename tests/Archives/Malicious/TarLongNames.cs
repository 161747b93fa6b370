using AgentNotebook.Archives.Tests.Writing;
using static AgentNotebook.Archives.Tests.Writing.Builders;

namespace AgentNotebook.Archives.Tests.Malicious;

/// <summary>GNU's long names.</summary>
internal static class TarLongNames
{
    public static readonly MaliciousCase[] All =
    [
        new("tar-long-names/huge", "a name of a gigabyte, to be read into memory", "CVE-2022-2879", _ => Declared('L', TarNumber.Octal(1 << 30, 12)), ArchiveRule.BadHeader),
        new("tar-long-names/over-the-limit", "a name of 64 KiB, true to its length", null, _ => Tar.LongName(string.Concat(Enumerable.Repeat("abcdefg/", 8192)) + "file").File("file", "x").Ended, ArchiveRule.NameTooLong),
        new("tar-long-names/negative", "a name of a size below 0", "CVE-2025-8194", _ => Declared('L', TarNumber.Base256(-1024)), ArchiveRule.BadHeader),
        new("tar-long-names/empty", "a name of no bytes", null, _ => Declared('L', TarNumber.Octal(0, 12)), ArchiveRule.EmptyName),
        new("tar-long-names/null-within", "a NUL hides the rest of the name", "CVE-2024-57970", _ => Tar.LongName("safe.txt\0../../escaped").File("file", "x").Ended, ArchiveRule.NulInName),
        new("tar-long-names/twice", "two names for one file", null, _ => Tar.LongName("one").LongName("two").File("three", "x").Ended, ArchiveRule.HeadersDisagree),
        new("tar-long-names/links-twice", "two targets for one link", null, _ => Tar.LongLink("one").LongLink("two").Symlink("link", "three").Ended, ArchiveRule.HeadersDisagree),
        new("tar-long-names/of-nothing", "a name, and then the end", null, _ => Tar.LongName("name").Ended, ArchiveRule.BadHeader),
        new("tar-long-names/link-cut-off", "the target ends before its header says", "CVE-2024-57970", _ => Tar.LongLink(new string('t', 2000)).Unended[..1500], ArchiveRule.Truncated),
        new("tar-long-names/link-huge", "a target of a gigabyte", null, _ => Declared('K', TarNumber.Octal(1 << 30, 12)), ArchiveRule.BadHeader),
        new("tar-long-names/and-pax", "both GNU and pax name the file, and differ", "GHSA-3cv2-h65g-fgmm", _ => Tar.LongName("one").Pax(("path", "two")).File("three", "x").Ended, ArchiveRule.HeadersDisagree),
        new("tar-long-names/file-called-a-folder", "the cut name ends with a slash and makes a folder of the file", "CVE-2025-13462", _ => Tar.LongName("name/../../escaped").Add(new TarEntry("name/") { Type = '\0', Magic = TarEntry.Gnu, Data = "x" }).Ended, ArchiveRule.OutsideDestination),
    ];

    private static byte[] Declared(char type, Octets size) => Tar.Add(new TarEntry("././@LongLink") { Type = type, Magic = TarEntry.Gnu, Size = size }).File("file", "x").Ended;
}

using AgentNotebook.Archives.Tests.Writing;
using static AgentNotebook.Archives.Tests.Writing.Builders;

namespace AgentNotebook.Archives.Tests.Malicious;

/// <summary>Pax headers that lie or cannot be read (IEEE Std 1003.1, pax, "pax Extended Header").</summary>
internal static class TarPax
{
    public static readonly MaliciousCase[] All =
    [
        new("tar-pax/length-zero", "a record of length 0 never ends", "CVE-2019-20907", _ => Records("0 path=x\n"), ArchiveRule.BadHeader),
        new("tar-pax/length-negative", "a record of a length below 0 leads back", "CVE-2019-20907", _ => Records("-9 path=x\n"), ArchiveRule.BadHeader),
        new("tar-pax/length-too-short", "a record that ends within its key", null, _ => Records("4 path=x\n"), ArchiveRule.BadHeader),
        new("tar-pax/length-one-short", "a record that does not end with its newline", null, _ => Records("9 path=x\n\n"), ArchiveRule.BadHeader),
        new("tar-pax/length-too-long", "a record that goes on after its header", "CVE-2006-0300", _ => Records("999 path=x\n"), ArchiveRule.BadHeader),
        new("tar-pax/length-of-many-digits", "a length that no number holds", "CVE-2006-0300", _ => Records("99999999999999999999999 path=x\n"), ArchiveRule.BadHeader),
        new("tar-pax/length-plus", "a sign before the length", null, _ => Records("+10 path=x\n"), ArchiveRule.BadHeader),
        new("tar-pax/length-hexadecimal", "a length in hexadecimal", null, _ => Records("0xa path=x\n"), ArchiveRule.BadHeader),
        new("tar-pax/length-missing", "no length", null, _ => Records("path=x\n"), ArchiveRule.BadHeader),
        new("tar-pax/no-space", "nothing between length and key", "CVE-2019-9923", _ => Records("9path=xy\n"), ArchiveRule.BadHeader),
        new("tar-pax/no-equals", "a record without a value", "CVE-2019-9923", _ => Records("8 path \n"), ArchiveRule.BadHeader),
        new("tar-pax/no-key", "a record without a key", null, _ => Records("6 =xy\n"), ArchiveRule.BadHeader),
        new("tar-pax/no-newline", "another byte where the newline should be", null, _ => Records("10 path=xyz"), ArchiveRule.BadHeader),
        new("tar-pax/null-in-path", "a NUL hides the rest of the name", null, _ => Paxed(("path", "safe.txt\0/../../escaped")), ArchiveRule.NulInName),
        new("tar-pax/not-utf8", "a path that is no UTF-8", null, _ => Paxed(("path", Octets.Latin1("caf\u00e9"))), ArchiveRule.NameEncoding),
        new("tar-pax/overlong-parent", "parents in overlong UTF-8", null, _ => Paxed(("path", Octets.Latin1("\u00c0\u00ae\u00c0\u00ae/escaped"))), ArchiveRule.NameEncoding),
        new("tar-pax/path-empty", "an empty path", null, _ => Paxed(("path", "")), ArchiveRule.EmptyName),
        new("tar-pax/path-twice", "two paths: which counts?", null, _ => Paxed(("path", "one"), ("path", "two")), ArchiveRule.HeadersDisagree),
        new("tar-pax/size-twice", "two sizes: which counts?", null, _ => Paxed(("size", "1"), ("size", "0")), ArchiveRule.HeadersDisagree),
        new("tar-pax/size-negative", "a size below 0", "CVE-2025-8194", _ => Paxed(("size", "-512")), ArchiveRule.BadHeader),
        new("tar-pax/size-letters", "a size that is no number", null, _ => Paxed(("size", "many")), ArchiveRule.BadHeader),
        new("tar-pax/size-empty", "an empty size", null, _ => Paxed(("size", "")), ArchiveRule.BadHeader),
        new("tar-pax/size-fraction", "a size that is no whole number", null, _ => Paxed(("size", "1.5")), ArchiveRule.BadHeader),
        new("tar-pax/size-over-64-bits", "a size that 64 bits do not hold", null, _ => Paxed(("size", "99999999999999999999")), ArchiveRule.BadHeader),
        new("tar-pax/size-of-everything", "the largest size of 64 bits", null, _ => Paxed(("size", long.MaxValue.ToString())), ArchiveRule.HeadersDisagree),
        new("tar-pax/size-hides-entry", "by pax the next entry is data, by the header it is an entry", "CVE-2026-33055, CVE-2025-62518", _ => Smuggling(), ArchiveRule.HeadersDisagree),
        new("tar-pax/size-before-long-name", "the size is taken for that of GNU's long name", "GHSA-3cv2-h65g-fgmm, GHSA-j5gw-2vrg-8fgx", _ => Tar.Pax(("size", "2048")).LongName("longname.txt").File("a", "aaaaaaaaaaaaaaaa").File("b", "bbbbbbbbbbbbbbbb").Ended, ArchiveRule.HeadersDisagree),
        new("tar-pax/size-of-folder", "a folder gets data by pax", null, _ => Tar.Pax(("size", "512")).Directory("folder").File("file", "x").Ended, ArchiveRule.HeadersDisagree),
        new("tar-pax/global-size", "every entry gets a size", null, _ => Tar.PaxGlobal(("size", "0")).File("a", "x").File("b", "x").Ended, ArchiveRule.HeadersDisagree),
        new("tar-pax/global-link", "every link gets a target outside", null, outside => Tar.PaxGlobal(("linkpath", outside)).Symlink("a", "file").Ended, ArchiveRule.HeadersDisagree),
        new("tar-pax/two-headers", "two headers for one entry", "GHSA-fp55-jw48-c537", _ => Tar.Pax(("path", "one")).Pax(("path", "two")).File("three", "x").Ended, ArchiveRule.HeadersDisagree),
        new("tar-pax/header-of-nothing", "a header, and then the end", null, _ => Tar.Pax(("path", "one")).Ended, ArchiveRule.BadHeader),
        new("tar-pax/header-huge", "a header of a gigabyte, to be read into memory", "CVE-2022-2879", _ => Tar.Add(new TarEntry("PaxHeaders/0") { Type = 'x', Size = TarNumber.Octal(1 << 30, 12) }).Ended, ArchiveRule.BadHeader),
        new("tar-pax/header-negative", "a header of a size below 0", "CVE-2025-8194", _ => Tar.Add(new TarEntry("PaxHeaders/0") { Type = 'x', Size = TarNumber.Base256(-512) }).File("file").Ended, ArchiveRule.BadHeader),
        new("tar-pax/header-empty-value-of-megabytes", "a value of 3 MiB, true to its length", "CVE-2022-2879, CVE-2023-39804", _ => Paxed(("comment", new byte[3 << 20].Select(_ => (byte)'c').ToArray())), ArchiveRule.BadHeader),
        new("tar-pax/time-not-a-number", "a time that is not a number, by name", null, _ => Paxed(("mtime", "NaN")), ArchiveRule.BadHeader),
        new("tar-pax/time-infinite", "a time without end", "CVE-2023-42503", _ => Paxed(("mtime", "1e400")), ArchiveRule.BadHeader),
        new("tar-pax/time-of-many-digits", "a time of 400 digits", "CVE-2023-42503", _ => Paxed(("mtime", new string('9', 400))), ArchiveRule.BadHeader),
        new("tar-pax/time-of-dots", "a time of dots", null, _ => Paxed(("mtime", "1.2.3")), ArchiveRule.BadHeader),
    ];

    private static byte[] Records(Octets records) => Tar.PaxRaw(records).File("file", "x").Ended;

    private static byte[] Paxed(params (Octets Key, Octets Value)[] records) => Tar.Pax(records).File("file", "x").Ended;

    // The header says there is no data, pax says there is: who believes the header finds an archive in the data.
    private static byte[] Smuggling()
    {
        var hidden = Tar.File("smuggled", "escaped").Unended;
        return Tar.Pax(("size", hidden.Length.ToString())).Add(new TarEntry("carrier") { Data = hidden, Size = TarNumber.Octal(0, 12) }).Ended;
    }
}

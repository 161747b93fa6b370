using AgentNotebook.Archives.Tests.Writing;
using static AgentNotebook.Archives.Tests.Writing.Builders;

namespace AgentNotebook.Archives.Tests.Malicious;

/// <summary>Names that mean something else to a terminal, to Windows or to another reader: each in a tar and in a zip.</summary>
internal static class Names
{
    public static readonly MaliciousCase[] All =
    [
        .. Both("absolute", "from the root of the file system", "PEP 706, CVE-2001-1269, CVE-2021-32804", "/tmp/agentnb-archives-escaped", ArchiveRule.AbsolutePath),
        .. Both("absolute-twice", "from the root, with two slashes", "CVE-2021-32804", "//tmp/agentnb-archives-escaped", ArchiveRule.AbsolutePath),
        .. Both("newline", "two lines in a listing", "CVE-2016-8687", "safe\nrm -rf", ArchiveRule.ControlCharacter),
        .. Both("escape", "it speaks to the terminal", "CVE-2016-8687", "\u001b]0;owned\u0007", ArchiveRule.ControlCharacter),
        .. Both("delete", "the last control character of ASCII", null, "a\u007fb", ArchiveRule.ControlCharacter),
        .. Both("c1-control", "a control character beyond ASCII", null, "a\u009b31mb", ArchiveRule.ControlCharacter),
        .. Both("line-separator", "Unicode's own newline", null, "a\u2028b", ArchiveRule.ControlCharacter),
        .. Both("right-to-left", "an .exe that looks like a .txt", "CVE-2021-42574", "invoice\u202etxt.exe", ArchiveRule.ControlCharacter),
        .. Both("isolate", "the same by an isolate", "CVE-2021-42574", "a\u2067b\u2069c", ArchiveRule.ControlCharacter),
        .. Both("right-to-left-mark", "a mark that is not seen", "CVE-2021-42574", "a\u200fb", ArchiveRule.ControlCharacter),
        .. Both("parent-with-space", "a parent for those who drop spaces", null, ".. /escaped", ArchiveRule.TrailingDotOrSpace),
        .. Both("three-dots", "a parent's parent for those who drop dots", null, ".../escaped", ArchiveRule.TrailingDotOrSpace),
        .. Both("trailing-dot", "the same name on Windows without it", null, "file.txt.", ArchiveRule.TrailingDotOrSpace),
        .. Both("trailing-space", "the same name on Windows without it", null, "file.txt ", ArchiveRule.TrailingDotOrSpace),
        .. Both("trailing-space-of-folder", "a folder that is another on Windows", null, "folder /file", ArchiveRule.TrailingDotOrSpace),
        .. Both("con", "the console", null, "CON", ArchiveRule.ReservedName),
        .. Both("con-with-extension", "the console, whatever comes after the dot", null, "folder/con.txt", ArchiveRule.ReservedName),
        .. Both("nul", "the device that swallows all", null, "nul.tar.gz", ArchiveRule.ReservedName),
        .. Both("com-port", "a port", null, "COM1/file", ArchiveRule.ReservedName),
        .. Both("superscript-port", "a port whose digit is superscript, which is one too", null, "LPT\u00b9", ArchiveRule.ReservedName),
        .. Both("console-input", "the console's input", null, "CONIN$", ArchiveRule.ReservedName),
        .. Both("not-utf8", "bytes that are no UTF-8", null, Octets.Latin1("caf\u00e9"), ArchiveRule.NameEncoding),
        .. Both("overlong-parent", "dots in two bytes each", "CVE-2000-0884", Octets.Latin1("\u00c0\u00ae\u00c0\u00ae/escaped"), ArchiveRule.NameEncoding),
        .. Both("overlong-slash", "a slash in two bytes", "CVE-2000-0884", Octets.Latin1("..\u00c0\u00afescaped"), ArchiveRule.NameEncoding),
        .. Both("overlong-null", "a NUL in two bytes", null, Octets.Latin1("a\u00c0\u0080b"), ArchiveRule.NameEncoding),
        .. Both("surrogate", "half a character, in three bytes", null, Octets.Latin1("a\u00ed\u00a0\u0080b"), ArchiveRule.NameEncoding),
        .. Both("beyond-unicode", "a character that Unicode does not have", null, Octets.Latin1("a\u00f4\u0090\u0080\u0080b"), ArchiveRule.NameEncoding),
        .. Both("cut-character", "the beginning of a character, at the end of a name", null, Octets.Latin1("a\u00e2\u0082"), ArchiveRule.NameEncoding),
        .. Both("component-too-long", "a component of 256 bytes", null, new string('n', 256), ArchiveRule.ComponentTooLong),
        .. Both("component-too-long-in-bytes", "128 characters that are 256 bytes", null, new string('\u00e9', 128), ArchiveRule.ComponentTooLong),
        .. Both("path-too-long", "a path of 1,025 bytes", null, string.Join('/', Enumerable.Repeat(new string('p', 40), 25)) + "q", ArchiveRule.NameTooLong),
        .. Both("path-longer-than-the-system-takes", "a path of 5,000 bytes", "CVE-2025-4517", string.Join('/', Enumerable.Repeat(new string('p', 99), 50)), ArchiveRule.NameTooLong),
        .. Both("too-deep", "65 folders in each other", "CVE-2024-28863", string.Concat(Enumerable.Repeat("d/", 65)) + "file", ArchiveRule.TooDeep),
        .. Both("much-too-deep", "500 folders in each other", "CVE-2024-28863", string.Concat(Enumerable.Repeat("d/", 500)) + "file", ArchiveRule.TooDeep),
        new("names/null-zip", "a NUL hides the rest of the name", "CVE-2006-7243", _ => ZipOf("safe.txt\0.exe"), ArchiveRule.NulInName),
        new("names/null-parent-zip", "a NUL before a parent", null, _ => ZipOf("\0../escaped"), ArchiveRule.NulInName),
        new("names/null-global-pax", "a NUL in a global header", null, _ => Tar.PaxGlobal(("comment", "x\0y"), ("path", "safe\0")).File("file", "x").Ended, ArchiveRule.HeadersDisagree),
        new("names/fold-to-parent-windows", "a name in which only other dots are", null, _ => TarOf("..."), ArchiveRule.TrailingDotOrSpace),
    ];

    private static IEnumerable<MaliciousCase> Both(string name, string what, string? source, Octets entry, params ArchiveRule[] rules) =>
    [
        new($"names/{name}-tar", what, source, _ => entry.Length <= 100 ? TarOf(entry) : Tar.Pax(("path", entry)).File("x", "escaped").Ended, rules),
        new($"names/{name}-zip", what, source, _ => ZipOf(entry), rules),
    ];
}

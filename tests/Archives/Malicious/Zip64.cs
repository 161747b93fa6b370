using AgentNotebook.Archives.Tests.Writing;
using static AgentNotebook.Archives.Tests.Writing.Builders;

namespace AgentNotebook.Archives.Tests.Malicious;

/// <summary>Lies in the fields of 64 bits (APPNOTE 4.3.14, 4.3.15, 4.5.3).</summary>
internal static class Zip64
{
    private const uint Elsewhere = uint.MaxValue;

    private static readonly ZipEntry _file = new("file") { Data = "some text" };

    public static readonly MaliciousCase[] All =
    [
        new("zip64/locator-points-elsewhere", "a locator that does not point at the end", "CVE-2025-8291", _ => Ended((entries, size, directory, here) => ZipEnd.Zip64(entries, size, directory, here - 5)), ArchiveRule.BadHeader),
        new("zip64/locator-points-at-another", "a locator that points at an end hidden before", "CVE-2025-8291", _ => HiddenEnd(), ArchiveRule.BadHeader),
        new("zip64/locator-points-after-the-end", "a locator that points after the end of the file", "CVE-2025-8291", _ => Ended((entries, size, directory, _) => ZipEnd.Zip64(entries, size, directory, ulong.MaxValue - 10)), ArchiveRule.HeadersDisagree),
        new("zip64/entries-of-everything", "an end of 18 million million million entries", "CVE-2021-33196", _ => Ended((_, size, directory, here) => ZipEnd.Zip64(ulong.MaxValue, size, directory, here)), ArchiveRule.TooManyEntries),
        new("zip64/entries-differ", "one entry by one end, two by the other", "CVE-2025-8291", _ => Ended((_, size, directory, here) => ZipEnd.Zip64(2, size, directory, here), 1), ArchiveRule.HeadersDisagree),
        new("zip64/directory-size-of-everything", "a directory of 16 EiB", null, _ => Ended((entries, _, directory, here) => ZipEnd.Zip64(entries, ulong.MaxValue, directory, here)), ArchiveRule.BadHeader),
        new("zip64/directory-offset-wraps", "offset and size together wrap around", null, _ => Ended((entries, size, _, here) => ZipEnd.Zip64(entries, size, ulong.MaxValue - size + 1, here)), ArchiveRule.BadHeader),
        new("zip64/end-too-long", "an end that is longer than what comes before the locator", null, _ => Ended((entries, size, directory, here) => ZipEnd.Zip64(entries, size, directory, here, 1000)), ArchiveRule.BadHeader),
        new("zip64/end-too-short", "an end shorter than its fields", null, _ => Ended((entries, size, directory, here) => ZipEnd.Zip64(entries, size, directory, here, 4)), ArchiveRule.BadHeader),
        new("zip64/field-missing", "sizes that are elsewhere, and are not", "CVE-2014-8141", _ => ZipOf(_file with { Size = Elsewhere, PackedSize = Elsewhere }), ArchiveRule.BadHeader),
        new("zip64/field-cut-off", "a field that holds one of two sizes", "CVE-2014-8141", _ => Extra(ZipExtra.Zip64(9)), ArchiveRule.BadHeader),
        new("zip64/field-too-long", "a field that holds more than was asked for", null, _ => ZipOf(_file with { Extra = ZipExtra.Zip64(9, 9, 0, 1), LocalExtra = ZipExtra.Zip64(9, 9), Size = Elsewhere, PackedSize = Elsewhere }), ArchiveRule.BadHeader),
        new("zip64/field-unasked", "a field beside sizes that are there: which counts?", "CVE-2025-54368", _ => ZipOf(_file with { Extra = ZipExtra.Zip64(5, 5), LocalExtra = ZipExtra.Zip64(5, 5) }), ArchiveRule.HeadersDisagree),
        new("zip64/field-twice", "two fields: which counts?", null, _ => Extra([.. ZipExtra.Zip64(9, 9), .. ZipExtra.Zip64(5, 5)]), ArchiveRule.HeadersDisagree),
        new("zip64/size-of-everything", "a file of 16 EiB", null, _ => Extra(ZipExtra.Zip64(ulong.MaxValue, 9)), ArchiveRule.BadHeader),
        new("zip64/packed-size-of-everything", "16 EiB of packed data", null, _ => Extra(ZipExtra.Zip64(9, ulong.MaxValue)), ArchiveRule.BadHeader),
        new("zip64/local-differs", "the local field says something else", "CVE-2025-54368", _ => ZipOf(_file with { Extra = ZipExtra.Zip64(9, 9), LocalExtra = ZipExtra.Zip64(9, 5), Size = Elsewhere, PackedSize = Elsewhere }), ArchiveRule.HeadersDisagree),
        new("zip64/offset-of-everything", "a header 16 EiB further on", null, _ => ZipOf(_file with { Extra = ZipExtra.Zip64(ulong.MaxValue - 3), Offset = Elsewhere }), ArchiveRule.BadHeader),
        new("zip64/offset-missing", "an offset that is elsewhere, and is not", null, _ => ZipOf(_file with { Offset = Elsewhere }), ArchiveRule.BadHeader),
    ];

    private static byte[] Extra(byte[] extra) => ZipOf(_file with { Extra = extra, LocalExtra = extra, Size = Elsewhere, PackedSize = Elsewhere });

    private static byte[] Ended(Func<ulong, ulong, ulong, ulong, byte[]> end, int? entries = null)
    {
        var zip = Zip.File("file", "x");
        var size = zip.DirectorySize;
        return zip.End(new ZipEnd { Entries = entries ?? ushort.MaxValue, Between = (directory, here) => end(1, size, directory, here) });
    }

    // A second directory and its zip64 end stand where nobody looks, in a file's data; only the locator knows.
    private static byte[] HiddenEnd()
    {
        var hidden = new ZipEntry("hidden") { Data = "x" };
        var central = hidden.CentralHeader(0);
        var carrier = new ZipEntry("file");
        var start = (ulong)carrier.LocalHeader().Length;
        carrier = carrier with { Data = (byte[])[.. central, .. ZipEnd.Zip64(1, (ulong)central.Length, start, 0)] };
        var place = start + (ulong)central.Length;
        return Zip.Add(carrier).End(new ZipEnd { Entries = ushort.MaxValue, Between = (_, _) => ZipEnd.Zip64(1, 0, 0, place)[56..] });
    }
}

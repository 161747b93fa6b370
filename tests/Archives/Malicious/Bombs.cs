using AgentNotebook.Archives.Tests.Writing;
using static AgentNotebook.Archives.Tests.Writing.Builders;

namespace AgentNotebook.Archives.Tests.Malicious;

/// <summary>Archives that are small and become large, many, long or deep.</summary>
internal static class Bombs
{
    private const long Gibibyte = 1L << 30;

    // A gzip header, an empty block of deflate, the sum and the length of nothing.
    private static readonly byte[] _emptyMember = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    public static readonly MaliciousCase[] All =
    [
        new("bombs/gzip-of-zeros", "a file of zeros, packed 1,000 to 1", null, _ => Pack.GzipThenZeros(Header("zeros", 64L << 20), 64L << 20), ArchiveRule.RatioTooHigh),
        new("bombs/gzip-of-5-gibibytes", "more than all files may have; the size is told", null, _ => Pack.GzipThenZeros(Header("zeros", 5 * Gibibyte), 64L << 20), ArchiveRule.RatioTooHigh),
        new("bombs/gzip-of-empty-blocks", "a gzip whose tar never begins: zeros only", null, _ => Pack.GzipThenZeros([], 256L << 20), ArchiveRule.TrailingData),
        new("bombs/gzip-after-the-end", "zeros without end after the end of the tar", null, _ => Pack.GzipThenZeros(Tar.File("file", "x").Ended, 256L << 20), ArchiveRule.TrailingData),
        new("bombs/gzip-members", "many members, each a bomb", null, _ => [.. Pack.Gzip(Header("zeros", 4L << 20 << 8)), .. Enumerable.Repeat(Pack.GzipThenZeros([], 4L << 20), 256).SelectMany(member => member)], ArchiveRule.RatioTooHigh),
        new("bombs/gzip-empty-members", "half a million members with nothing in them", null, _ => [.. Pack.Gzip(Tar.File("file", "x").Unended), .. Enumerable.Repeat(_emptyMember, 500_000).SelectMany(member => member)], ArchiveRule.Truncated),
        new("bombs/gzip-name-endless", "a gzip header whose file name does not end", null, _ => [0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3, .. Enumerable.Repeat((byte)'n', 32 << 20)], ArchiveRule.Truncated),
        new("bombs/bzip2-of-zeros", "4 GiB of zeros in 9 KiB, packed 400,000 to 1", null, _ => [.. Bzip2.HeaderOfZeros, .. Enumerable.Repeat(Bzip2.Zeros45Million, 96).SelectMany(member => member)], ArchiveRule.RatioTooHigh),
        new("bombs/tar-many-entries", "more entries than an archive may have", null, _ => ManyFiles(1001), ArchiveRule.TooManyEntries) { Limits = new ExtractionLimits { Entries = 1000 } },
        new("bombs/tar-more-than-100000-entries", "one entry more than the default limit", null, _ => Pack.Gzip(ManyFiles(100_001)), ArchiveRule.TooManyEntries),
        new("bombs/tar-many-headers", "headers that are no entries: thousands of pax for one file", "CVE-2022-2879", _ => ManyPax(5_000), ArchiveRule.HeadersDisagree),
        new("bombs/tar-many-global-headers", "global headers only", null, _ => ManyGlobals(5_000), ArchiveRule.TooManyEntries) { Limits = new ExtractionLimits { Entries = 1000 } },
        new("bombs/tar-long-names", "names that fill the memory", null, _ => LongNames(3000), ArchiveRule.TooManyNameBytes) { Limits = new ExtractionLimits { AllNamesBytes = 1L << 20 } },
        new("bombs/tar-total", "files that together have more than they may", null, _ => Total(), ArchiveRule.TooManyBytes) { Limits = new ExtractionLimits { TotalBytes = 1_000_000 } },
        new("bombs/tar-one-file", "a file that has more than it may", null, _ => TarOf(new TarEntry("file") { Data = new byte[100_001] }), ArchiveRule.FileTooLarge) { Limits = new ExtractionLimits { FileBytes = 100_000 } },
        new("bombs/tar-deep", "folders in each other, each an entry of its own", "CVE-2024-28863", _ => Deep(), ArchiveRule.TooDeep),
        new("bombs/tar-hardlinks", "hard links count as entries", null, _ => Hardlinks(1000), ArchiveRule.TooManyEntries) { Limits = new ExtractionLimits { Entries = 1000 } },
        new("bombs/tar-time", "more time than it may take", null, _ => ManyFiles(50_000), ArchiveRule.TimeExceeded) { Limits = new ExtractionLimits { Time = TimeSpan.FromMilliseconds(1) } },
        new("bombs/zip-of-zeros", "a file of zeros, deflated 1,000 to 1", null, _ => ZipOf(Zeros("zeros", 64 << 20)), ArchiveRule.RatioTooHigh),
        new("bombs/zip-of-zeros-that-lies", "the same, said to have one byte", "CVE-2019-9674", _ => ZipOf(Zeros("zeros", 64 << 20) with { Size = 1 }), ArchiveRule.DeclaredSizeLies),
        new("bombs/zip-of-zeros-described", "the same, with its size behind it", null, _ => ZipOf((Zeros("zeros", 64 << 20) with { Size = 64 << 20 }).Described(size: 64 << 20)), ArchiveRule.RatioTooHigh),
        new("bombs/zip-total", "files that together have more than they may", null, _ => Zip.Add(Zeros("a", 600_000)).Add(Zeros("b", 600_000)).End(), ArchiveRule.TooManyBytes) { Limits = new ExtractionLimits { TotalBytes = 1_000_000 } },
        new("bombs/zip-one-file", "a file that has more than it may", null, _ => ZipOf(Zeros("file", 200_000)), ArchiveRule.FileTooLarge) { Limits = new ExtractionLimits { FileBytes = 100_000 } },
        new("bombs/zip-many-entries", "more entries than an archive may have", null, _ => ManyZipped(1001), ArchiveRule.TooManyEntries) { Limits = new ExtractionLimits { Entries = 1000 } },
        new("bombs/zip-more-than-100000-entries", "one entry more than the default limit, by zip64", "CVE-2025-61728", _ => ManyZipped(100_001), ArchiveRule.TooManyEntries),
        new("bombs/zip-long-names", "names that fill the memory", null, _ => ManyZipped(3000, new string('n', 200)), ArchiveRule.TooManyNameBytes) { Limits = new ExtractionLimits { AllNamesBytes = 100_000 } },
        new("bombs/zip-overlap-full", "every entry is the same bytes", "CVE-2019-13232", _ => FullOverlap(), ArchiveRule.OverlappingEntries),
        new("bombs/zip-overlap-quoted", "each entry's data hold the next entry's header", "CVE-2024-0450, CVE-2019-13232", _ => QuotedOverlap(), ArchiveRule.OverlappingEntries),
        new("bombs/zip-overlap-by-one", "two entries that share one byte", "CVE-2024-0450", _ => Overlap(1), ArchiveRule.OverlappingEntries),
        new("bombs/zip-overlap-descriptor", "an entry that begins in the other's descriptor", "CVE-2024-0450", _ => OverlapDescriptor(), ArchiveRule.HiddenData),
    ];

    private static byte[] Header(Octets name, long size) => Tar.Add(new TarEntry(name) { Size = size < 8 * Gibibyte ? TarNumber.Octal(size, 12) : TarNumber.Base256(size) }).Unended;

    private static ZipEntry Zeros(Octets name, int count) => new(name) { Method = ZipEntry.Deflated, Payload = Pack.DeflatedZeros(count), Size = (uint)count, Sum = Crc32.OfZeros(count) };

    private static byte[] ManyFiles(int count)
    {
        var tar = Tar;
        for (var file = 0; file < count; file++)
        {
            tar.File($"f{file}");
        }

        return tar.Ended;
    }

    private static byte[] ManyPax(int count)
    {
        var tar = Tar;
        for (var header = 0; header < count; header++)
        {
            tar.Pax(("comment", header.ToString()));
        }

        return tar.File("file").Ended;
    }

    private static byte[] ManyGlobals(int count)
    {
        var tar = Tar;
        for (var header = 0; header < count; header++)
        {
            tar.PaxGlobal(("comment", header.ToString()));
        }

        return tar.File("file").Ended;
    }

    private static byte[] LongNames(int count)
    {
        var tar = Tar;
        for (var file = 0; file < count; file++)
        {
            tar.Pax(("path", $"{new string('a', 250)}/{new string('b', 250)}/{file}")).File("file");
        }

        return tar.Ended;
    }

    private static byte[] Total() => Tar.File("a", new byte[400_000]).File("b", new byte[400_000]).File("c", new byte[400_000]).Ended;

    private static byte[] Deep()
    {
        var tar = Tar;
        for (var depth = 1; depth <= 80; depth++)
        {
            tar.Pax(("path", string.Concat(Enumerable.Repeat("d/", depth)))).Directory("d");
        }

        return tar.Ended;
    }

    private static byte[] Hardlinks(int count)
    {
        var tar = Tar.File("file", "x");
        for (var link = 0; link < count; link++)
        {
            tar.Hardlink($"l{link}", "file");
        }

        return tar.Ended;
    }

    private static byte[] ManyZipped(int count, string suffix = "")
    {
        var zip = Zip;
        for (var file = 0; file < count; file++)
        {
            zip.File($"f{file}{suffix}");
        }

        if (count < ushort.MaxValue)
        {
            return zip.End();
        }

        var size = zip.DirectorySize;
        return zip.End(new ZipEnd
        {
            Entries = ushort.MaxValue,
            Between = (directory, here) => ZipEnd.Zip64((ulong)count, size, directory, here),
        });
    }

    // As in David Fifield's "A better zip bomb" (2019): one kernel, many names for it.
    private static byte[] FullOverlap()
    {
        var zip = Zip.Add(Zeros("a", 1 << 20));
        for (var name = 'b'; name <= 'z'; name++)
        {
            zip.Add(Zeros(name.ToString(), 1 << 20) with { IsInBody = false, Offset = 0, LocalName = "a" });
        }

        return zip.End();
    }

    // And its second construction: a stored deflate block before each header makes the header a part of the data before it.
    private static byte[] QuotedOverlap()
    {
        var kernel = Zeros("c", 1 << 20);
        byte[] second = [.. kernel.LocalHeader(), .. kernel.Packed];
        var header = kernel.LocalHeader();
        byte[] quoted = [0, (byte)header.Length, (byte)(header.Length >> 8), (byte)~header.Length, (byte)(~header.Length >> 8), .. header, .. kernel.Packed];
        var sum = Crc32.Of([.. header, .. new byte[1 << 20]]);
        var first = new ZipEntry("b") { Method = ZipEntry.Deflated, Payload = quoted, Size = (uint)(header.Length + (1 << 20)), Sum = sum };
        var place = (uint)(first.LocalHeader().Length + quoted.Length - second.Length);
        return Zip.Add(first).Add(kernel with { IsInBody = false, Offset = place }).End();
    }

    private static byte[] Overlap(int shared)
    {
        var inner = new ZipEntry("inner") { Data = "inside" };
        var header = inner.LocalHeader();
        byte[] inside = [.. header, .. inner.Data.Bytes];
        var outer = new ZipEntry("outer") { Data = (byte[])[.. "before"u8, .. inside[..shared]] };
        return Zip.Add(outer).Raw(inside[shared..]).Add(inner with { IsInBody = false, Offset = (uint)(outer.LocalHeader().Length + outer.Data.Length - shared) }).End();
    }

    private static byte[] OverlapDescriptor()
    {
        var inner = new ZipEntry("inner") { Data = "inside" };
        var outer = new ZipEntry("outer") { Data = "x" }.Described() with { Descriptor = [.. inner.LocalHeader(), .. inner.Data.Bytes] };
        return Zip.Add(outer).Add(inner with { IsInBody = false, Offset = (uint)(outer.LocalHeader().Length + 1) }).End();
    }
}

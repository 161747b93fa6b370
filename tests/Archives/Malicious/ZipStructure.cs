using AgentNotebook.Archives.Tests.Writing;
using static AgentNotebook.Archives.Tests.Writing.Builders;

namespace AgentNotebook.Archives.Tests.Malicious;

/// <summary>Zips whose parts do not fit together (APPNOTE 6.3.10): what one reader sees, another does not.</summary>
internal static class ZipStructure
{
    private static readonly ZipEntry _file = new("file") { Data = "some text" };

    public static readonly MaliciousCase[] All =
    [
        new("zip-structure/method-differs", "stored by one header, deflated by the other", null, _ => ZipOf(_file with { LocalMethod = ZipEntry.Deflated }), ArchiveRule.HeadersDisagree),
        new("zip-structure/size-differs", "two sizes", null, _ => ZipOf(_file with { LocalSize = 5 }), ArchiveRule.HeadersDisagree),
        new("zip-structure/packed-size-differs", "two packed sizes", "CVE-2025-54368", _ => ZipOf(_file with { LocalPackedSize = 5 }), ArchiveRule.HeadersDisagree),
        new("zip-structure/sum-differs", "two sums", null, _ => ZipOf(_file with { LocalSum = 5 }), ArchiveRule.HeadersDisagree),
        new("zip-structure/flags-differ", "a descriptor by one header, none by the other", null, _ => ZipOf(_file with { LocalFlags = ZipEntry.Utf8 | ZipEntry.HasDescriptor }), ArchiveRule.HeadersDisagree),
        new("zip-structure/encryption-differs", "encrypted by one header only", null, _ => ZipOf(_file with { LocalFlags = ZipEntry.Utf8 | ZipEntry.Encrypted }), ArchiveRule.HeadersDisagree),
        new("zip-structure/sum-wrong", "data of another sum than both headers say", "CVE-2014-8139", _ => ZipOf(_file with { Sum = 5 }), ArchiveRule.BadChecksum),
        new("zip-structure/size-too-small", "more data than both headers say", "CVE-2019-9674", _ => ZipOf(_file with { Method = ZipEntry.Deflated, Size = 5 }), ArchiveRule.DeclaredSizeLies),
        new("zip-structure/size-too-large", "less data than both headers say", null, _ => ZipOf(_file with { Method = ZipEntry.Deflated, Size = 500 }), ArchiveRule.DeclaredSizeLies),
        new("zip-structure/stored-sizes-differ", "stored, and yet of two sizes", null, _ => ZipOf(_file with { Size = 5 }), ArchiveRule.HeadersDisagree),
        new("zip-structure/deflate-garbage", "data that are no deflate", null, _ => ZipOf(_file with { Method = ZipEntry.Deflated, Payload = [0xff, 0xff, 0xff, 0xff, 1, 2, 3, 4] }), ArchiveRule.BadData),
        new("zip-structure/deflate-cut-off", "deflate that does not end", null, _ => ZipOf(_file with { Method = ZipEntry.Deflated, Payload = Pack.Deflate(_file.Data.Bytes)[..^2] }), ArchiveRule.DeclaredSizeLies),
        new("zip-structure/deflate-then-more", "bytes behind the deflate that belong to no file", "CVE-2025-54368", _ => ZipOf(_file with { Method = ZipEntry.Deflated, Payload = [.. Pack.Deflate(_file.Data.Bytes), .. "hidden"u8] }), ArchiveRule.HiddenData),
        new("zip-structure/descriptor-sum-wrong", "a descriptor of another sum", null, _ => ZipOf(_file.Described(sum: 5)), ArchiveRule.HeadersDisagree),
        new("zip-structure/descriptor-size-wrong", "a descriptor of another size", "CVE-2025-54368", _ => ZipOf(_file.Described(size: 5)), ArchiveRule.HeadersDisagree),
        new("zip-structure/descriptor-packed-size-wrong", "a descriptor of another packed size", "CVE-2025-54368", _ => ZipOf(_file.Described(packed: 5)), ArchiveRule.HeadersDisagree),
        new("zip-structure/descriptor-missing", "a descriptor that is promised and not there", null, _ => ZipOf(_file.Described() with { Descriptor = [] }), ArchiveRule.HiddenData),
        new("zip-structure/local-only", "an entry that the directory does not have", null, _ => Zip.File("file", "x").Add(new ZipEntry("hidden") { Data = "hidden", IsInCentralDirectory = false }).End(), ArchiveRule.HiddenData),
        new("zip-structure/local-only-first", "an entry before all others that the directory does not have", null, _ => Zip.Add(new ZipEntry("hidden") { Data = "hidden", IsInCentralDirectory = false }).File("file", "x").End(), ArchiveRule.HiddenData),
        new("zip-structure/central-only", "an entry that is only in the directory", null, _ => Zip.File("file", "x").Add(new ZipEntry("ghost") { IsInBody = false }).End(), ArchiveRule.BadHeader),
        new("zip-structure/offset-after-the-end", "a header after the end of the file", null, _ => ZipOf(_file with { Offset = 0x7fff_ffff }), ArchiveRule.OverlappingEntries),
        new("zip-structure/offset-within-data", "a header where there is none", null, _ => ZipOf(_file with { Offset = 10 }), ArchiveRule.HiddenData),
        new("zip-structure/packed-size-to-the-end", "data that reach into the directory", null, _ => ZipOf(_file with { PackedSize = 60, Size = 60 }), ArchiveRule.OverlappingEntries),
        new("zip-structure/packed-size-of-4-gibibytes", "data after the end of the file", null, _ => ZipOf(_file with { PackedSize = 0xffff_fffe, Size = 0xffff_fffe }), ArchiveRule.OverlappingEntries),
        new("zip-structure/bytes-between", "bytes between two entries", null, _ => Zip.File("a", "x").Raw("hidden"u8.ToArray()).File("b", "x").End(), ArchiveRule.HiddenData),
        new("zip-structure/bytes-before", "a program before the archive", "CVE-2025-8291", _ => Zip.Raw("#!/bin/sh\nexit\n"u8.ToArray()).File("a", "x").End(), ArchiveRule.NotAnArchive),
        new("zip-structure/bytes-before-unaccounted", "a program before the archive, offsets as if it were not there", "CVE-2025-8291", _ => [.. "#!/bin/sh\nexit\n"u8, .. ZipOf("a")], ArchiveRule.NotAnArchive),
        new("zip-structure/bytes-after-directory", "bytes between directory and end", null, _ => Zip.File("a", "x").End(new ZipEnd { Between = (_, _) => "hidden"u8.ToArray() }), ArchiveRule.HiddenData),
        new("zip-structure/bytes-after-the-end", "bytes after the end", "CVE-2024-24789", _ => [.. ZipOf("a"), .. "hidden"u8], ArchiveRule.TrailingData),
        new("zip-structure/end-in-comment", "an end within the comment of the end: two archives in one", "CVE-2024-24789", _ => EndInComment(), ArchiveRule.HeadersDisagree),
        new("zip-structure/comment-length-too-large", "a comment that is longer than the file", "CVE-2024-24789", _ => Zip.File("a", "x").End(new ZipEnd { CommentLength = 100 }), ArchiveRule.TrailingData),
        new("zip-structure/entries-too-many", "an end that speaks of 65,534 entries", "CVE-2021-33196, CVE-2021-39293", _ => Zip.File("a", "x").End(new ZipEnd { Entries = 65_534 }), ArchiveRule.HeadersDisagree),
        new("zip-structure/entries-too-few", "an end that does not speak of the second entry", null, _ => Zip.File("a", "x").File("b", "x").End(new ZipEnd { Entries = 1 }), ArchiveRule.HeadersDisagree),
        new("zip-structure/entries-none", "an end that speaks of no entry at all", null, _ => Zip.File("a", "x").End(new ZipEnd { Entries = 0 }), ArchiveRule.HeadersDisagree),
        new("zip-structure/entries-here-differ", "some entries are said to be on another disk", null, _ => Zip.File("a", "x").File("b", "x").End(new ZipEnd { EntriesHere = 1, Entries = 2 }), ArchiveRule.UnsupportedFormat),
        new("zip-structure/directory-size-too-small", "a directory that ends within an entry", null, _ => Zip.File("a", "x").End(new ZipEnd { DirectorySize = 10 }), ArchiveRule.HiddenData),
        new("zip-structure/directory-size-too-large", "a directory larger than the file", "CVE-2026-39244", _ => Zip.File("a", "x").End(new ZipEnd { DirectorySize = 0x7000_0000 }), ArchiveRule.HeadersDisagree),
        new("zip-structure/directory-offset-wrong", "a directory elsewhere", null, _ => Zip.File("a", "x").End(new ZipEnd { DirectoryOffset = 0 }), ArchiveRule.HiddenData),
        new("zip-structure/directory-offset-after-the-end", "a directory after the end of the file", null, _ => Zip.File("a", "x").End(new ZipEnd { DirectoryOffset = 0x7fff_ffff }), ArchiveRule.HeadersDisagree),
        new("zip-structure/directory-garbage", "noise in the directory", null, _ => Zip.File("a", "x").RawCentral(new byte[46]).End(), ArchiveRule.HeadersDisagree),
        new("zip-structure/other-disk", "an entry on another disk", null, _ => ZipOf(_file with { Disk = 1 }), ArchiveRule.BadHeader),
        new("zip-structure/second-disk", "the second disk of an archive", null, _ => Zip.File("a", "x").End(new ZipEnd { Disk = 1 }), ArchiveRule.UnsupportedFormat),
        new("zip-structure/no-end", "no end at all", null, _ => ZipOf("a")[..^22], ArchiveRule.Truncated),
        new("zip-structure/encrypted", "an encrypted entry", null, _ => ZipOf(_file with { Flags = ZipEntry.Encrypted }), ArchiveRule.Encrypted),
        new("zip-structure/strongly-encrypted", "an entry with strong encryption", null, _ => ZipOf(_file with { Flags = ZipEntry.Encrypted | 0x40 }), ArchiveRule.Encrypted),
        new("zip-structure/encrypted-directory", "headers that are masked", null, _ => ZipOf(_file with { Flags = 0x2000 }), ArchiveRule.Encrypted),
        new("zip-structure/patched", "a patch, not a file", null, _ => ZipOf(_file with { Flags = 0x20 }), ArchiveRule.UnsupportedMethod),
        .. new[] { 1, 2, 6, 9, 10, 14, 18, 19, 93, 95, 96, 97, 98, 99, 1000 }.Select(method => new MaliciousCase($"zip-structure/method-{method}", "a compression that is not read here", null, _ => ZipOf(_file with { Method = method, Payload = _file.Data.Bytes }), ArchiveRule.UnsupportedMethod)),
        new("zip-structure/bzip2-garbage", "data that are no bzip2", null, _ => ZipOf(_file with { Method = 12, Payload = _file.Data.Bytes }), ArchiveRule.BadData),
        new("zip-structure/folder-with-data", "a folder with data", null, _ => ZipOf(new ZipEntry("folder/") { Attributes = 0x41ed_0010, Data = "hidden" }), ArchiveRule.UnexpectedContent),
        new("zip-structure/folder-by-attribute-only", "a folder whose name says that it is a file", null, _ => ZipOf(new ZipEntry("folder") { Attributes = 0x41ed_0010, Data = "hidden" }), ArchiveRule.HeadersDisagree),
        new("zip-structure/folder-by-name-only", "a file whose name says that it is a folder", "CVE-2025-13462", _ => ZipOf(new ZipEntry("file/") { Data = "x" }), ArchiveRule.HeadersDisagree),
        new("zip-structure/extra-too-long", "an extra field that is longer than all extra fields", "CVE-2018-1324", _ => Extra(ZipExtra.Field(0x5455, [1, 2, 3], 200)), ArchiveRule.BadHeader),
        new("zip-structure/extra-cut-off", "an extra field of which only half the head is there", "CVE-2018-1324", _ => Extra([0x55]), ArchiveRule.BadHeader),
        new("zip-structure/name-longer-than-directory", "a name that goes on after the directory", null, _ => NameTooLong(), ArchiveRule.BadHeader),
        new("zip-structure/as-tar", "a zip that is a tar when it is read from its beginning", null, _ => TarThenZip(), ArchiveRule.TrailingData),
    ];

    private static byte[] Extra(byte[] extra) => ZipOf(_file with { Extra = extra, LocalExtra = extra });

    private static byte[] EndInComment()
    {
        var inner = ZipOf("inner");
        return Zip.File("outer", "x").End(new ZipEnd { Comment = inner });
    }

    private static byte[] NameTooLong()
    {
        var bytes = ZipOf("a");
        var central = bytes.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        bytes[central + 29] = 0x7f;
        return bytes;
    }

    private static byte[] TarThenZip()
    {
        var tar = Tar.File("from-tar", "x").Ended;
        return Zip.Raw(tar).File("from-zip", "x").End();
    }
}

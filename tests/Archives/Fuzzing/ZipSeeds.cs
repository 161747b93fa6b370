using AgentNotebook.Archives.Tests.Writing;
using static AgentNotebook.Archives.Tests.Writing.Builders;

namespace AgentNotebook.Archives.Tests.Fuzzing;

/// <summary>Zips with nothing wrong, of every kind of field there is.</summary>
internal static class ZipSeeds
{
    private static readonly byte[] _text = "some text that goes on for a while, and then a little longer\n"u8.ToArray();

    public static readonly byte[][] All =
    [
        Zip.Directory("folder/").File("folder/file", _text).File("empty").Symlink("link", "folder/file").End(),
        Zip.Add(Deflated("a")).Add(Deflated("b") with { Comment = "a comment" }).End(new ZipEnd { Comment = "another comment" }),
        Zip.Add(Deflated("a").Described()).Add(Deflated("b").Described(signed: false)).Add(new ZipEntry("c") { Data = _text }.Described()).End(),
        Zip.Add(Deflated("a") with { Extra = Time, LocalExtra = Time }).Add(new ZipEntry("b") { Flags = 0, Extra = ZipExtra.UnicodePath("b", "b"), LocalExtra = ZipExtra.UnicodePath("b", "b") }).End(),
        ZipOf(new ZipEntry(Octets.Latin1("caf\u0082")) { Flags = 0, MadeBy = 20, Attributes = 0x20, Data = _text }),
        ZipOf(new ZipEntry("file") { Data = _text, Size = uint.MaxValue, PackedSize = uint.MaxValue, Extra = ZipExtra.Zip64((ulong)_text.Length, (ulong)_text.Length), LocalExtra = ZipExtra.Zip64((ulong)_text.Length, (ulong)_text.Length) }),
        Ended64(),
        Zip.End(),
    ];

    private static byte[] Time => ZipExtra.Field(0x5455, [1, 0, 0x6a, 0x65, 0x57]);

    private static ZipEntry Deflated(string name) => new(name) { Data = (byte[])[.. _text, .. _text, .. _text], Method = ZipEntry.Deflated };

    private static byte[] Ended64()
    {
        var zip = Zip.File("file", _text);
        var size = zip.DirectorySize;
        return zip.End(new ZipEnd { Entries = ushort.MaxValue, DirectorySize = uint.MaxValue, DirectoryOffset = uint.MaxValue, Between = (directory, here) => ZipEnd.Zip64(1, size, directory, here) });
    }
}

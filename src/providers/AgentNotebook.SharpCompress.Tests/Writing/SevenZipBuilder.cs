using System.Text;
using AgentNotebook.Archives.Tests.Writing;

namespace AgentNotebook.SharpCompress.Tests.Writing;

/// <summary>Writes a 7z whose files are stored as they are, lies included.</summary>
/// <remarks>Source: I. Pavlov, "7z Format description" (DOC/7zFormat.txt).</remarks>
internal sealed class SevenZipBuilder
{
    private const byte End = 0, Header = 1, MainStreams = 4, FilesInfo = 5, PackInfo = 6, UnpackInfo = 7, Size = 9, Digests = 0x0A, Folder = 0x0B, UnpackSizes = 0x0C, SubStreams = 8, EmptyStream = 0x0E, EmptyFile = 0x0F, Names = 0x11, Attributes = 0x15;
    private const uint UnixMode = 0x8000;
    private const uint WindowsFolder = 0x10;

    private readonly List<(string Name, byte[]? Data, uint Attributes, uint? Crc, long? Says)> _entries = [];
    private bool _hasChecksums = true;

    /// <summary>A file with permissions 0644.</summary>
    public SevenZipBuilder File(string name, string data = "x") => Add(name, Encoding.UTF8.GetBytes(data), 0x81A4);

    public SevenZipBuilder Directory(string name) => Add(name, null, 0x41ED);

    public SevenZipBuilder Symlink(string name, string target) => Add(name, Encoding.UTF8.GetBytes(target), 0xA1FF);

    /// <param name="name">The name.</param>
    /// <param name="data">The content; <see langword="null"/> for a folder.</param>
    /// <param name="mode">Mode of Unix.</param>
    /// <param name="crc">The checksum it says; the right one unless given.</param>
    /// <param name="says">The size it says; the right one unless given.</param>
    public SevenZipBuilder Add(string name, byte[]? data, uint mode, uint? crc = null, long? says = null)
    {
        _entries.Add((name, data, (mode << 16) | UnixMode | (data is null ? WindowsFolder : 0), crc, says));
        return this;
    }

    /// <summary>An entry with attributes of Windows alone.</summary>
    public SevenZipBuilder Windows(string name, byte[]? data, uint attributes)
    {
        _entries.Add((name, data, attributes, null, null));
        return this;
    }

    /// <summary>Leaves the checksums out, which the format allows.</summary>
    public SevenZipBuilder WithoutChecksums()
    {
        _hasChecksums = false;
        return this;
    }

    /// <summary>The archive.</summary>
    public byte[] ToBytes()
    {
        var header = HeaderBytes();
        byte[] packed = [.. _entries.SelectMany(entry => entry.Data ?? [])];
        byte[] start = [.. BitConverter.GetBytes((long)packed.Length), .. BitConverter.GetBytes((long)header.Length), .. BitConverter.GetBytes(Crc32.Of(header))];
        return [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C, 0, 4, .. BitConverter.GetBytes(Crc32.Of(start)), .. start, .. packed, .. header];
    }

    private byte[] HeaderBytes()
    {
        var streams = _entries.Where(entry => entry.Data is { Length: > 0 }).ToList();
        List<byte> bytes = [Header];
        if (streams.Count > 0)
        {
            bytes.AddRange([MainStreams, PackInfo, .. Number(0), .. Number(streams.Count), Size, .. streams.SelectMany(entry => Number(entry.Data!.Length)), End]);
            bytes.AddRange([UnpackInfo, Folder, .. Number(streams.Count), 0, .. streams.SelectMany(_ => (byte[])[1, 1, 0])]);
            bytes.AddRange([UnpackSizes, .. streams.SelectMany(entry => Number(entry.Says ?? entry.Data!.Length))]);
            byte[] digests = _hasChecksums ? [Digests, 1, .. streams.SelectMany(entry => BitConverter.GetBytes(entry.Crc ?? Crc32.Of(entry.Data!)))] : [];
            bytes.AddRange([End, SubStreams, .. digests, End, End]);
        }

        byte[] names = [0, .. _entries.SelectMany(entry => Encoding.Unicode.GetBytes(entry.Name + "\0"))];
        byte[] attributes = [1, 0, .. _entries.SelectMany(entry => BitConverter.GetBytes(entry.Attributes))];
        var empty = _entries.Where(entry => entry.Data is not { Length: > 0 }).ToList();
        bytes.AddRange([FilesInfo, .. Number(_entries.Count)]);
        if (empty.Count > 0)
        {
            bytes.AddRange([EmptyStream, .. Sized(Bits(_entries.Select(entry => entry.Data is not { Length: > 0 }))), EmptyFile, .. Sized(Bits(empty.Select(entry => entry.Data is not null)))]);
        }

        bytes.AddRange([Names, .. Sized(names), Attributes, .. Sized(attributes), End, End]);
        return [.. bytes];
    }

    private static byte[] Sized(byte[] property) => [.. Number(property.Length), .. property];

    private static byte[] Bits(IEnumerable<bool> flags)
    {
        var all = flags.ToArray();
        var bytes = new byte[(all.Length + 7) / 8];
        for (var index = 0; index < all.Length; index++)
        {
            bytes[index / 8] |= (byte)(all[index] ? 0x80 >> (index % 8) : 0);
        }

        return bytes;
    }

    // Eight bytes, always: the longest of the ways in which a number can be written.
    private static byte[] Number(long value) => [0xFF, .. BitConverter.GetBytes(value)];
}

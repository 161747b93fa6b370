using System.Text;
using AgentNotebook.Archives.Tests.Writing;

namespace AgentNotebook.SharpCompress.Tests.Writing;

/// <summary>Writes a rar of version 5 whose files are stored as they are, lies included.</summary>
/// <remarks>Source: A. Roshal, "RAR 5.0 archive format".</remarks>
internal sealed class RarBuilder
{
    private const int MainHeader = 1, FileHeader = 2, EndHeader = 5;
    private const int HasExtra = 1, HasData = 2, SkipUnknown = 4;
    private const int FolderFlag = 1, TimeFlag = 2, CrcFlag = 4;
    private const int Unix = 1;

    private readonly List<byte> _bytes = [.. "Rar!\x1A\x07\x01\x00"u8, .. Header(MainHeader, 0, [0], [], [])];

    /// <summary>The bytes so far, without an end.</summary>
    public byte[] Unended => [.. _bytes];

    public byte[] Ended => [.. _bytes, .. Header(EndHeader, SkipUnknown, [0], [], [])];

    public RarBuilder File(string name, string data = "x") => Add(Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(data), 0x81A4);

    public RarBuilder Directory(string name) => Add(Encoding.UTF8.GetBytes(name), null, 0x41ED);

    /// <param name="name">The name.</param>
    /// <param name="target">The target.</param>
    /// <param name="kind">1: a link of Unix, 2: of Windows, 3: a junction, 4: a hard link, 5: a reference to an earlier file.</param>
    /// <param name="mode">Mode of Unix.</param>
    public RarBuilder Redirected(string name, string target, int kind = 1, int mode = 0xA1FF)
    {
        var to = Encoding.UTF8.GetBytes(target);
        byte[] record = [5, (byte)kind, 0, .. Number(to.Length), .. to];
        return Add(Encoding.UTF8.GetBytes(name), [], mode, extra: [.. Number(record.Length), .. record]);
    }

    /// <param name="name">The name.</param>
    /// <param name="data">The content; <see langword="null"/> for a folder.</param>
    /// <param name="mode">Mode of Unix.</param>
    /// <param name="crc">The checksum it says; the right one unless given.</param>
    /// <param name="says">The size it says; the right one unless given.</param>
    /// <param name="extra">What follows the header's fields.</param>
    public RarBuilder Add(byte[] name, byte[]? data, int mode, uint? crc = null, long? says = null, byte[]? extra = null)
    {
        byte[] content = data ?? [];
        byte[] fields =
        [
            .. Number(TimeFlag | (data is null ? FolderFlag : CrcFlag)), .. Number(says ?? content.Length), .. Number(mode), .. BitConverter.GetBytes(1_700_000_000),
            .. data is null ? [] : BitConverter.GetBytes(crc ?? Crc32.Of(content)), .. Number(0), .. Number(Unix), .. Number(name.Length), .. name,
        ];
        _bytes.AddRange(Header(FileHeader, content.Length > 0 ? HasData : 0, fields, content, extra ?? []));
        return this;
    }

    private static byte[] Header(int type, int flags, byte[] fields, byte[] data, byte[] extra)
    {
        byte[] body = [.. Number(type), .. Number(flags | (extra.Length > 0 ? HasExtra : 0)), .. extra.Length > 0 ? Number(extra.Length) : [], .. data.Length > 0 ? Number(data.Length) : [], .. fields, .. extra];
        byte[] sized = [.. Number(body.Length), .. body];
        return [.. BitConverter.GetBytes(Crc32.Of(sized)), .. sized, .. data];
    }

    private static byte[] Number(long value)
    {
        List<byte> bytes = [];
        for (; value > 0x7F; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        return [.. bytes, (byte)value];
    }
}

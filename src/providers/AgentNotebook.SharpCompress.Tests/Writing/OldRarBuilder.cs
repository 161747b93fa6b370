using System.Text;
using AgentNotebook.Archives.Tests.Writing;

namespace AgentNotebook.SharpCompress.Tests.Writing;

/// <summary>Writes a rar of version 4 whose files are stored as they are.</summary>
/// <remarks>Source: A. Roshal, "technote.txt" of RAR 4.</remarks>
internal sealed class OldRarBuilder
{
    private const byte MainHeader = 0x73, FileHeader = 0x74, Unix = 3, Stored = 0x30, Version = 29;
    private const ushort LongBlock = 0x8000, FolderFlag = 0xE0;

    // 2023-11-14 22:13:20 as DOS has it.
    private const uint Time = 0x576EB1AA;

    private readonly List<byte> _bytes = [.. "Rar!\x1A\x07\x00"u8, .. Header(MainHeader, 0, new byte[6])];

    public byte[] Ended => [.. _bytes, 0xC4, 0x3D, 0x7B, 0x00, 0x40, 0x07, 0x00];

    public OldRarBuilder File(byte[] name, string data = "x", uint mode = 0x81A4) => Add(name, Encoding.UTF8.GetBytes(data), mode, LongBlock);

    public OldRarBuilder File(string name, string data = "x", uint mode = 0x81A4) => File(Encoding.UTF8.GetBytes(name), data, mode);

    public OldRarBuilder Directory(string name) => Add(Encoding.UTF8.GetBytes(name), [], 0x41ED, LongBlock | FolderFlag);

    private OldRarBuilder Add(byte[] name, byte[] data, uint mode, ushort flags)
    {
        _bytes.AddRange(Header(FileHeader, flags,
        [
            .. BitConverter.GetBytes(data.Length), .. BitConverter.GetBytes(data.Length), Unix, .. BitConverter.GetBytes(Crc32.Of(data)), .. BitConverter.GetBytes(Time),
            Version, Stored, .. BitConverter.GetBytes((ushort)name.Length), .. BitConverter.GetBytes(mode), .. name,
        ]));
        _bytes.AddRange(data);
        return this;
    }

    private static byte[] Header(byte type, ushort flags, byte[] fields)
    {
        byte[] body = [type, .. BitConverter.GetBytes(flags), .. BitConverter.GetBytes((ushort)(7 + fields.Length)), .. fields];
        return [.. BitConverter.GetBytes((ushort)Crc32.Of(body)), .. body];
    }
}

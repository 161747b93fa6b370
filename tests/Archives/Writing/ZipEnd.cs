namespace AgentNotebook.Archives.Tests.Writing;

/// <summary>The end of a zip; what is not given is written as it is.</summary>
internal sealed record ZipEnd
{
    public int Disk { get; init; }

    public int? EntriesHere { get; init; }

    public int? Entries { get; init; }

    public uint? DirectorySize { get; init; }

    public uint? DirectoryOffset { get; init; }

    public Octets Comment { get; init; }

    public int? CommentLength { get; init; }

    /// <summary>What stands between the directory and the end; gets where the directory lies and where this does.</summary>
    public Func<uint, uint, byte[]>? Between { get; init; }

    public byte[] Bytes(int entries, uint size, uint offset) => LittleEndian.Bytes(writer =>
    {
        writer.Write(Between?.Invoke(offset, offset + size) ?? []);
        writer.Int(0x06054b50);
        writer.Short(Disk);
        writer.Short(Disk);
        writer.Short(EntriesHere ?? Entries ?? entries);
        writer.Short(Entries ?? entries);
        writer.Int(DirectorySize ?? size);
        writer.Int(DirectoryOffset ?? offset);
        writer.Short(CommentLength ?? Comment.Length);
        writer.Write(Comment.Bytes);
    });

    /// <summary>The end of zip64 and the locator that points at it.</summary>
    public static byte[] Zip64(ulong entries, ulong size, ulong offset, ulong place, ulong length = 44) => LittleEndian.Bytes(writer =>
    {
        writer.Int(0x06064b50);
        writer.Long(length);
        writer.Short(3 << 8 | 45);
        writer.Short(45);
        writer.Int(0);
        writer.Int(0);
        writer.Long(entries);
        writer.Long(entries);
        writer.Long(size);
        writer.Long(offset);
        writer.Int(0x07064b50);
        writer.Int(0);
        writer.Long(place);
        writer.Int(1);
    });
}

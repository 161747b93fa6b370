namespace AgentNotebook.Archives.Tests.Writing;

/// <summary>An entry of a zip: what its central header says, and where the local header says something else.</summary>
internal sealed record ZipEntry(Octets Name)
{
    public const int Stored = 0;
    public const int Deflated = 8;
    public const int Encrypted = 1;
    public const int HasDescriptor = 8;
    public const int Utf8 = 0x800;

    public Octets Data { get; init; }

    /// <summary>The bytes stored; made from <see cref="Data"/> by <see cref="Method"/> unless given.</summary>
    public byte[]? Payload { get; init; }

    public int Method { get; init; } = Stored;

    public int Flags { get; init; } = Utf8;

    /// <summary>By which system and version: Unix, 3.0.</summary>
    public int MadeBy { get; init; } = 3 << 8 | 30;

    /// <summary>Of Unix in the upper half: kind and mode.</summary>
    public uint Attributes { get; init; } = 0x81a4_0000;

    public uint? Sum { get; init; }

    public uint? PackedSize { get; init; }

    public uint? Size { get; init; }

    public byte[] Extra { get; init; } = [];

    public Octets Comment { get; init; }

    public int Disk { get; init; }

    /// <summary>Where the central header says that the local one lies; where it does unless given.</summary>
    public uint? Offset { get; init; }

    public Octets? LocalName { get; init; }

    public int? LocalMethod { get; init; }

    public int? LocalFlags { get; init; }

    public uint? LocalSum { get; init; }

    public uint? LocalPackedSize { get; init; }

    public uint? LocalSize { get; init; }

    public byte[] LocalExtra { get; init; } = [];

    /// <summary>What follows the data.</summary>
    public byte[] Descriptor { get; init; } = [];

    public bool IsInCentralDirectory { get; init; } = true;

    /// <summary>Whether there is a local header, and data.</summary>
    public bool IsInBody { get; init; } = true;

    public byte[] Packed => Payload ?? (Method == Deflated ? Pack.Deflate(Data.Bytes) : Data.Bytes);

    private uint TrueSum => Sum ?? Crc32.Of(Data.Bytes);

    /// <summary>With the descriptor that its flag promises, as most writers of streams write it.</summary>
    public ZipEntry Described(bool signed = true, uint? sum = null, uint? packed = null, uint? size = null) => this with
    {
        Flags = Flags | HasDescriptor,
        LocalSum = LocalSum ?? 0,
        LocalPackedSize = LocalPackedSize ?? 0,
        LocalSize = LocalSize ?? 0,
        Descriptor = LittleEndian.Bytes(writer =>
        {
            if (signed)
            {
                writer.Int(0x08074b50);
            }

            writer.Int(sum ?? TrueSum);
            writer.Int(packed ?? (uint)Packed.Length);
            writer.Int(size ?? (uint)Data.Length);
        }),
    };

    public byte[] LocalHeader() => LittleEndian.Bytes(writer =>
    {
        var name = LocalName ?? Name;
        writer.Int(0x04034b50);
        writer.Short(20);
        writer.Short(LocalFlags ?? Flags);
        writer.Short(LocalMethod ?? Method);
        writer.Int(0x5765_6a00);
        writer.Int(LocalSum ?? TrueSum);
        writer.Int(LocalPackedSize ?? PackedSize ?? (uint)Packed.Length);
        writer.Int(LocalSize ?? Size ?? (uint)Data.Length);
        writer.Short(name.Length);
        writer.Short(LocalExtra.Length);
        writer.Write(name.Bytes);
        writer.Write(LocalExtra);
    });

    public byte[] CentralHeader(uint offset) => LittleEndian.Bytes(writer =>
    {
        writer.Int(0x02014b50);
        writer.Short(MadeBy);
        writer.Short(20);
        writer.Short(Flags);
        writer.Short(Method);
        writer.Int(0x5765_6a00);
        writer.Int(TrueSum);
        writer.Int(PackedSize ?? (uint)Packed.Length);
        writer.Int(Size ?? (uint)Data.Length);
        writer.Short(Name.Length);
        writer.Short(Extra.Length);
        writer.Short(Comment.Length);
        writer.Short(Disk);
        writer.Short(0);
        writer.Int(Attributes);
        writer.Int(Offset ?? offset);
        writer.Write(Name.Bytes);
        writer.Write(Extra);
        writer.Write(Comment.Bytes);
    });
}

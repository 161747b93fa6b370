namespace AgentNotebook.Archives.Tests.Writing;

/// <summary>A header block and what follows it. Every field can be given as it shall stand there, true or not.</summary>
internal sealed record TarEntry(Octets Name)
{
    public const int BlockSize = 512;

    /// <summary>Of POSIX: "ustar", NUL, "00".</summary>
    public static readonly Octets Ustar = "ustar\000";

    /// <summary>Of GNU tar: "ustar", two spaces, NUL.</summary>
    public static readonly Octets Gnu = "ustar  \0";

    /// <summary>The seventh edition knew no magic.</summary>
    public static readonly Octets V7 = new byte[8];

    public char Type { get; init; } = '0';

    public Octets Mode { get; init; } = TarNumber.Octal(0x1a4, 8);

    public Octets Uid { get; init; } = TarNumber.Octal(0, 8);

    public Octets Gid { get; init; } = TarNumber.Octal(0, 8);

    /// <summary>What the header says; the length of <see cref="Data"/> unless given.</summary>
    public Octets? Size { get; init; }

    public Octets ModifiedAt { get; init; } = TarNumber.Octal(1_700_000_000, 12);

    public Octets? Checksum { get; init; }

    public Octets LinkName { get; init; }

    public Octets Magic { get; init; } = Ustar;

    public Octets UserName { get; init; }

    public Octets GroupName { get; init; }

    public Octets DeviceMajor { get; init; }

    public Octets DeviceMinor { get; init; }

    public Octets Prefix { get; init; }

    public Octets Data { get; init; }

    /// <summary>Changes the block after its fields were written and before its checksum is.</summary>
    public Action<byte[]>? Patch { get; init; }

    public byte[] ToBytes()
    {
        var block = new byte[BlockSize];
        Put(block, 0, 100, Name);
        Put(block, 100, 8, Mode);
        Put(block, 108, 8, Uid);
        Put(block, 116, 8, Gid);
        Put(block, 124, 12, Size ?? TarNumber.Octal(Data.Length, 12));
        Put(block, 136, 12, ModifiedAt);
        block[156] = (byte)Type;
        Put(block, 157, 100, LinkName);
        Put(block, 257, 8, Magic);
        Put(block, 265, 32, UserName);
        Put(block, 297, 32, GroupName);
        Put(block, 329, 8, DeviceMajor);
        Put(block, 337, 8, DeviceMinor);
        Put(block, 345, 155, Prefix);
        Patch?.Invoke(block);
        Put(block, 148, 8, Checksum ?? Sum(block));
        return [.. block, .. Data.Bytes, .. new byte[(BlockSize - Data.Length % BlockSize) % BlockSize]];
    }

    private static void Put(byte[] block, int at, int width, Octets value) =>
        value.Bytes.AsSpan(0, Math.Min(width, value.Length)).CopyTo(block.AsSpan(at));

    private static Octets Sum(byte[] block)
    {
        block.AsSpan(148, 8).Fill((byte)' ');
        return Convert.ToString(block.Sum(part => part), 8).PadLeft(6, '0') + "\0 ";
    }
}

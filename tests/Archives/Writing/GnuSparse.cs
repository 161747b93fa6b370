namespace AgentNotebook.Archives.Tests.Writing;

/// <summary>GNU's old sparse files: type S, four pieces of the map in the header, the others in blocks after it.</summary>
internal static class GnuSparse
{
    /// <summary>An entry whose header has the first four pieces of the map.</summary>
    /// <param name="name">Of the file.</param>
    /// <param name="realSize">What the file's size is said to be, holes included.</param>
    /// <param name="data">What is stored.</param>
    /// <param name="more">Whether a block with more of the map is said to follow.</param>
    /// <param name="map">Where each piece lies, and how long it is.</param>
    public static TarEntry Entry(Octets name, long realSize, Octets data, bool more, params (long Offset, long Length)[] map) => new(name)
    {
        Type = 'S',
        Magic = TarEntry.Gnu,
        Data = data,
        Patch = block =>
        {
            Pieces(map, 4).CopyTo(block, 386);
            block[482] = more ? (byte)1 : (byte)0;
            Number(realSize).Bytes.CopyTo(block, 483);
        },
    };

    /// <summary>A block of 21 more pieces.</summary>
    public static byte[] Extension(bool more, params (long Offset, long Length)[] map)
    {
        var block = new byte[TarEntry.BlockSize];
        Pieces(map, 21).CopyTo(block, 0);
        block[504] = more ? (byte)1 : (byte)0;
        return block;
    }

    /// <summary>The map of version 1.0, which stands before the data: decimal numbers, a line each, filled up to a block.</summary>
    public static byte[] Map(params (long Offset, long Length)[] map) => MapOf($"{map.Length}\n{string.Concat(map.Select(piece => $"{piece.Offset}\n{piece.Length}\n"))}");

    /// <summary>A map of these lines, filled up to a block.</summary>
    public static byte[] MapOf(string lines) => [.. System.Text.Encoding.ASCII.GetBytes(lines), .. new byte[(TarEntry.BlockSize - lines.Length % TarEntry.BlockSize) % TarEntry.BlockSize]];

    private static byte[] Pieces((long Offset, long Length)[] map, int places) =>
        [.. map.Take(places).SelectMany(piece => (byte[])[.. Number(piece.Offset).Bytes, .. Number(piece.Length).Bytes])];

    private static Octets Number(long value) => value is < 0 or > 0x1_ffff_ffff ? TarNumber.Base256(value) : TarNumber.Octal(value, 12);
}

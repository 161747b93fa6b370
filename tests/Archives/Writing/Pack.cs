using System.IO.Compression;

namespace AgentNotebook.Archives.Tests.Writing;

/// <summary>Compression of what the builders wrote.</summary>
internal static class Pack
{
    public static byte[] Gzip(byte[] bytes) => Through(bytes, packed => new GZipStream(packed, CompressionLevel.SmallestSize));

    public static byte[] Deflate(byte[] bytes) => Through(bytes, packed => new DeflateStream(packed, CompressionLevel.SmallestSize));

    /// <summary>Deflated zeros, made in pieces: a hundred megabytes need none of it in memory.</summary>
    public static byte[] DeflatedZeros(long count) => Zeros(count, packed => new DeflateStream(packed, CompressionLevel.SmallestSize));

    /// <summary>Gzip of some bytes and then zeros.</summary>
    public static byte[] GzipThenZeros(byte[] first, long zeros) => Zeros(zeros, packed => new GZipStream(packed, CompressionLevel.SmallestSize), first);

    private static byte[] Through(byte[] bytes, Func<Stream, Stream> packing) => Zeros(0, packing, bytes);

    private static byte[] Zeros(long count, Func<Stream, Stream> packing, byte[]? first = null)
    {
        using var packed = new MemoryStream();
        using (var stream = packing(packed))
        {
            stream.Write(first ?? []);
            var zeros = new byte[1 << 16];
            for (var left = count; left > 0; left -= zeros.Length)
            {
                stream.Write(zeros, 0, (int)Math.Min(left, zeros.Length));
            }
        }

        return packed.ToArray();
    }
}

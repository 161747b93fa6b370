using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using AgentNotebook.Documents.Comparing;

namespace AgentNotebook.Documents.Tests.Comparing;

public class PictureTests
{
    [Fact]
    public void the_same_pixels_packed_otherwise_are_the_same_picture() =>
        Assert.Equal(CellVerdict.Same, Compare(Png(4, 3, CompressionLevel.NoCompression, filter: 0), Png(4, 3, CompressionLevel.SmallestSize, filter: 0)).Verdict);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void every_filter_gives_the_pixels_back(byte filter) =>
        Assert.Equal(CellVerdict.Same, Compare(Png(5, 4, CompressionLevel.Fastest, filter: 0), Png(5, 4, CompressionLevel.Fastest, filter)).Verdict);

    [Fact]
    public void a_pixel_that_changed_is_named()
    {
        var difference = Assert.Single(Compare(Png(4, 3, CompressionLevel.Fastest, 0), Png(4, 3, CompressionLevel.Fastest, 0, change: (2, 1, 40))).Differences);
        Assert.Equal("output 1, image/png, pixel 2, 1", difference.Where);
        Assert.Contains("1 of 12 pixels differ, by up to 40 of 255", difference.What);
        Assert.Equal(CellVerdict.SameByRules, Compare(Png(4, 3, CompressionLevel.Fastest, 0), Png(4, 3, CompressionLevel.Fastest, 0, change: (2, 1, 1))).Verdict);
    }

    [Fact]
    public void another_size_is_told() =>
        Assert.Contains("another type or size", Assert.Single(Compare(Png(4, 3, CompressionLevel.Fastest, 0), Png(3, 4, CompressionLevel.Fastest, 0)).Differences).What);

    [Fact]
    public void a_jpeg_has_to_have_the_same_bytes_and_the_report_says_why()
    {
        byte[] jpeg = [0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 0, 2, 0, 3, 1, 1, 0x11, 0, 0xFF, 0xD9];
        Assert.Equal(CellVerdict.Same, Compare(jpeg, jpeg, "image/jpeg").Verdict);
        byte[] other = [.. jpeg[..^3], 1, .. jpeg[^2..]];
        var difference = Assert.Single(Compare(jpeg, other, "image/jpeg").Differences);
        Assert.Contains("Pixels are compared of PNGs", difference.What);
        Assert.Equal("JPEG, 3 × 2 pixels, 17 bytes", difference.Stored);
    }

    [Fact]
    public void a_damaged_or_boastful_picture_is_compared_by_its_bytes()
    {
        var png = Png(4, 3, CompressionLevel.Fastest, 0);
        var huge = (byte[])png.Clone();
        BinaryPrimitives.WriteInt32BigEndian(huge.AsSpan(16), int.MaxValue);
        byte[] other = [.. huge, 0];
        Assert.Contains("bytes differ", Assert.Single(Compare(huge, other).Differences).What);
        Assert.Contains("bytes differ", Assert.Single(Compare(png[..50], [.. png[..49], 9]).Differences).What);
    }

    private static CellComparison Compare(byte[] stored, byte[] executed, string mime = "image/png") => Assert.Single(NotebookComparison.Of(
        Outputs.Book(Outputs.Data((mime, Convert.ToBase64String(stored)))),
        Outputs.Book(Outputs.Data((mime, Convert.ToBase64String(executed))))).Cells);

    /// <summary>Writes a PNG of red, green and blue, with the filter named for every row.</summary>
    private static byte[] Png(int width, int height, CompressionLevel level, byte filter, (int X, int Y, int By)? change = null)
    {
        const int Channels = 3;
        var pixels = new byte[height, width * Channels];
        for (var y = 0; y < height; y++)
        {
            for (var i = 0; i < width * Channels; i++)
            {
                pixels[y, i] = (byte)((y * 53) + (i * 17));
            }
        }

        if (change is { } changed)
        {
            pixels[changed.Y, changed.X * Channels] += (byte)changed.By;
        }

        using var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, level))
        {
            for (var y = 0; y < height; y++)
            {
                stream.WriteByte(filter);
                for (var i = 0; i < width * Channels; i++)
                {
                    int left = i < Channels ? 0 : pixels[y, i - Channels], above = y == 0 ? 0 : pixels[y - 1, i], corner = i < Channels || y == 0 ? 0 : pixels[y - 1, i - Channels];
                    var nearest = new[] { left, above, corner }.MinBy(value => Math.Abs(left + above - corner - value));
                    stream.WriteByte((byte)(pixels[y, i] - filter switch { 1 => left, 2 => above, 3 => (left + above) / 2, 4 => nearest, _ => 0 }));
                }
            }
        }

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        return [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR", header), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    // Without a checksum that means anything: nobody here reads it.
    private static byte[] Chunk(string name, byte[] content)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        return [.. length, .. Encoding.ASCII.GetBytes(name), .. content, 0, 0, 0, 0];
    }
}

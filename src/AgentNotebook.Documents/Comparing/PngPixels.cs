using System.Buffers.Binary;
using System.IO.Compression;

namespace AgentNotebook.Documents.Comparing;

/// <summary>The pixels of a PNG with 8 bits a channel, not interlaced, as what draws plots writes them; of others nothing is known.</summary>
/// <remarks>W3C Portable Network Graphics (Third Edition): chunks 5, filters 9, header 11.2.1.</remarks>
internal static class PngPixels
{
    private const int SignatureLength = 8;

    /// <summary>Red, green, blue and opacity of each pixel; <see langword="null"/> when the picture is of another kind, larger than allowed or damaged.</summary>
    public static byte[]? Read(byte[] png, long maxPixels)
    {
        if (png.Length < 33)
        {
            return null;
        }

        var width = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16));
        var height = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20));
        var channels = (png[24], png[25], png[28]) switch { (8, 0, 0) => 1, (8, 2, 0) => 3, (8, 3, 0) => 1, (8, 4, 0) => 2, (8, 6, 0) => 4, _ => 0 };
        if (channels == 0 || width <= 0 || height <= 0 || (long)width * height > Math.Min(maxPixels, Array.MaxLength / 8))
        {
            return null;
        }

        var (palette, opacities) = (Array.Empty<byte>(), Array.Empty<byte>());
        using var packed = new MemoryStream();
        for (var at = SignatureLength; at + 12 <= png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            if (length < 0 || length > png.Length - at - 12)
            {
                return null;
            }

            var content = png.AsSpan(at + 8, length);
            switch (png.AsSpan(at + 4, 4))
            {
                case [(byte)'P', (byte)'L', (byte)'T', (byte)'E']:
                    palette = content.ToArray();
                    break;
                case [(byte)'t', (byte)'R', (byte)'N', (byte)'S'] when png[25] == 3:
                    opacities = content.ToArray();
                    break;
                case [(byte)'I', (byte)'D', (byte)'A', (byte)'T']:
                    packed.Write(content);
                    break;
            }

            at += 12 + length;
        }

        packed.Position = 0;
        return Unfiltered(packed, width * channels, height, channels) is { } raw ? ToPixels(raw, channels, png[25] == 3, palette, opacities) : null;
    }

    private static byte[]? Unfiltered(Stream packed, int rowLength, int height, int channels)
    {
        var raw = new byte[(long)rowLength * height];
        try
        {
            using var stream = new ZLibStream(packed, CompressionMode.Decompress);
            for (var row = 0; row < height; row++)
            {
                var filter = stream.ReadByte();
                var line = raw.AsSpan(row * rowLength, rowLength);
                stream.ReadExactly(line);
                var above = row == 0 ? new byte[rowLength] : raw.AsSpan((row - 1) * rowLength, rowLength);
                for (var i = 0; i < rowLength; i++)
                {
                    var (left, corner) = i < channels ? (0, 0) : (line[i - channels], above[i - channels]);
                    line[i] += filter switch
                    {
                        0 => 0,
                        1 => (byte)left,
                        2 => above[i],
                        3 => (byte)((left + above[i]) / 2),
                        4 => (byte)Paeth(left, above[i], corner),
                        _ => throw new InvalidDataException("There is no such filter."),
                    };
                }
            }

            return raw;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            return null;
        }
    }

    private static int Paeth(int left, int above, int corner)
    {
        var estimate = left + above - corner;
        var (a, b, c) = (Math.Abs(estimate - left), Math.Abs(estimate - above), Math.Abs(estimate - corner));
        return a <= b && a <= c ? left : b <= c ? above : corner;
    }

    private static byte[] ToPixels(byte[] raw, int channels, bool isIndexed, byte[] palette, byte[] opacities)
    {
        var pixels = new byte[(long)raw.Length / channels * 4];
        for (int from = 0, to = 0; from < raw.Length; from += channels, to += 4)
        {
            var value = raw[from];
            (pixels[to], pixels[to + 1], pixels[to + 2], pixels[to + 3]) = channels switch
            {
                1 when isIndexed => (palette.ElementAtOrDefault(value * 3), palette.ElementAtOrDefault((value * 3) + 1), palette.ElementAtOrDefault((value * 3) + 2), value < opacities.Length ? opacities[value] : byte.MaxValue),
                1 => (value, value, value, byte.MaxValue),
                2 => (value, value, value, raw[from + 1]),
                3 => (value, raw[from + 1], raw[from + 2], byte.MaxValue),
                _ => (value, raw[from + 1], raw[from + 2], raw[from + 3]),
            };
        }

        return pixels;
    }
}

using System.Buffers.Binary;

namespace AgentNotebook.Documents.Comparing;

/// <summary>What a picture's first bytes say of it.</summary>
/// <remarks>PNG: W3C Portable Network Graphics (Third Edition), 11.2.1; JPEG: ITU-T T.81, B.2.2; GIF: GIF89a, 18.</remarks>
/// <param name="Type"><c>PNG</c>, <c>JPEG</c> or <c>GIF</c>.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
internal sealed record PictureHeader(string Type, int Width, int Height)
{
    /// <summary>Reads it; <see langword="null"/> when the bytes are none of these types, or damaged.</summary>
    public static PictureHeader? Read(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] when bytes.Length >= 24 =>
            new("PNG", BinaryPrimitives.ReadInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadInt32BigEndian(bytes[20..])),
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', _, (byte)'a', _, _, _, _, ..] =>
            new("GIF", BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]), BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..])),
        [0xFF, 0xD8, 0xFF, ..] => ReadJpeg(bytes),
        _ => null,
    };

    private static PictureHeader? ReadJpeg(ReadOnlySpan<byte> bytes)
    {
        for (var at = 2; at + 9 <= bytes.Length && bytes[at] == 0xFF;)
        {
            var marker = bytes[at + 1];
            // The frame headers: C0 to CF but for DHT, JPG and DAC.
            if (marker is >= 0xC0 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC)
            {
                return new("JPEG", BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]));
            }

            at += marker == 0xFF ? 1 : 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        }

        return null;
    }
}

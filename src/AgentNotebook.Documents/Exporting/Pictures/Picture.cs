namespace AgentNotebook.Documents.Exporting.Pictures;

/// <summary>A picture that is safe to show: of a type that browsers show as a picture and nothing else, and really of that type.</summary>
/// <param name="Mime">Its type.</param>
/// <param name="Bytes">Its content.</param>
/// <param name="Alt">What it says of itself to those who cannot see it; <see langword="null"/> when it says nothing.</param>
/// <param name="HasPanel">Whether it paints its own ground and knows light and dark.</param>
internal sealed record Picture(string Mime, byte[] Bytes, string? Alt = null, bool HasPanel = false)
{
    public const string Svg = "image/svg+xml";

    /// <summary>The types of pixels, richest first, each with how its content begins.</summary>
    /// <remarks>PNG: RFC 2083, 3.1; JPEG: ITU-T T.81, B.1.1.3; GIF89a, 17; WebP: RFC 9649, 2.4.</remarks>
    private static readonly (string Mime, string Extension, Func<byte[], bool> Is)[] _pixels =
    [
        ("image/png", ".png", bytes => bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])),
        ("image/jpeg", ".jpg", bytes => bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])),
        ("image/webp", ".webp", bytes => bytes.AsSpan().StartsWith("RIFF"u8) && bytes.Length > 12 && bytes.AsSpan(8).StartsWith("WEBP"u8)),
        ("image/gif", ".gif", bytes => bytes.AsSpan().StartsWith("GIF87a"u8) || bytes.AsSpan().StartsWith("GIF89a"u8)),
    ];

    public static IEnumerable<string> PixelTypes => _pixels.Select(type => type.Mime);

    public string Extension => Mime == Svg ? ".svg" : _pixels.Single(type => type.Mime == Mime).Extension;

    public string DataUri => $"data:{Mime};base64,{Convert.ToBase64String(Bytes)}";

    /// <summary>A picture of pixels by what it begins with; <see langword="null"/> when it is none.</summary>
    public static Picture? OfPixels(byte[] bytes) => _pixels.FirstOrDefault(type => type.Is(bytes)) is { Mime: { } mime } ? new Picture(mime, bytes) : null;

    /// <summary>A picture in base64, as notebooks and data addresses hold it; <see langword="null"/> when it is none.</summary>
    public static Picture? OfBase64(string text)
    {
        var buffer = new byte[(text.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(text, buffer, out var length) ? OfPixels(buffer[..length]) : null;
    }
}

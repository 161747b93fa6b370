namespace AgentNotebook.Documents.Comparing;

/// <summary>
/// Compares pictures of pixels by type and size. Of PNGs with 8 bits a channel the pixels are compared within a tolerance; of all others the
/// bytes have to be equal.
/// </summary>
internal static class PictureComparer
{
    public const string ToleranceName = "pixel-tolerance";

    public static void Compare(Findings findings, string stored, string executed)
    {
        if (Decode(stored) is not { } before || Decode(executed) is not { } after)
        {
            TextComparer.Compare(findings, stored, executed, "");
            return;
        }

        if (before.AsSpan().SequenceEqual(after))
        {
            return;
        }

        var (a, b) = (PictureHeader.Read(before), PictureHeader.Read(after));
        if (a != b)
        {
            findings.Differ("", "The picture has another type or size.", InWords(a, before), InWords(b, after));
        }
        else if (a?.Type == "PNG" && PngPixels.Read(before, findings.Options.MaxPixels) is { } pixels && PngPixels.Read(after, findings.Options.MaxPixels) is { } others)
        {
            ComparePixels(findings, pixels, others, a.Width);
        }
        else
        {
            findings.Differ("", "The picture's bytes differ. Pixels are compared of PNGs with 8 bits a channel only.", InWords(a, before), InWords(b, after));
        }
    }

    private static void ComparePixels(Findings findings, byte[] stored, byte[] executed, int width)
    {
        var (count, first, most) = (0, -1, 0);
        for (var at = 0; at < stored.Length; at += 4)
        {
            // What cannot be seen at all has no colour.
            var isUnseen = stored[at + 3] == 0 && executed[at + 3] == 0;
            var apart = isUnseen ? 0 : Math.Max(Math.Max(Apart(at), Apart(at + 1)), Math.Max(Apart(at + 2), Apart(at + 3)));
            most = Math.Max(most, apart);
            if (apart > findings.Options.PixelTolerance)
            {
                count++;
                first = first < 0 ? at / 4 : first;
            }
        }

        if (count > 0)
        {
            findings.Differ($"pixel {first % width}, {first / width}", $"{count:N0} of {stored.Length / 4:N0} pixels differ, by up to {most} of 255.", Colour(stored, first * 4), Colour(executed, first * 4));
        }
        else if (most > 0)
        {
            findings.Apply(ToleranceName, "", 1, $"up to {most} of 255", $"at most {findings.Options.PixelTolerance} of 255");
        }

        int Apart(int index) => Math.Abs(stored[index] - executed[index]);
    }

    private static string Colour(byte[] pixels, int at) => $"rgba({pixels[at]}, {pixels[at + 1]}, {pixels[at + 2]}, {pixels[at + 3]})";

    private static string InWords(PictureHeader? header, byte[] bytes) =>
        header is null ? $"{bytes.Length:N0} bytes" : $"{header.Type}, {header.Width} × {header.Height} pixels, {bytes.Length:N0} bytes";

    private static byte[]? Decode(string base64)
    {
        var bytes = new byte[(base64.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? bytes[..length] : null;
    }
}

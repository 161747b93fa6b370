using System.Text;
using AgentNotebook.Archives.Reading.Compression;

namespace AgentNotebook.Archives.Reading.Zip;

/// <summary>The encodings of names in a zip.</summary>
/// <remarks>Sources: PKWARE APPNOTE 6.3.10, appendix D (CP437 unless bit 11 is set); Info-ZIP's Unicode path field.</remarks>
internal static class ZipNames
{
    private const int UnixHost = 3;
    private const int MacHost = 19;

    // Code page 437 from 0x80.
    private const string Upper =
        "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0";

    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ArchiveRefusedException">It says UTF-8 and is not.</exception>
    internal static string Decode(ZipRecord record)
    {
        if (record.Extra.UnicodePath is { } path && path.Crc == Crc32.Append(0, record.RawName))
        {
            var name = Utf8(path.Name);
            return (record.Flags & ZipFlags.Utf8) == 0 || name == Utf8(record.RawName)
                ? name
                : throw new ArchiveRefusedException(ArchiveRule.HeadersDisagree, "Its two names in UTF-8 differ.");
        }

        if ((record.Flags & ZipFlags.Utf8) != 0)
        {
            return Utf8(record.RawName);
        }

        // Unix writers put down what they have, which today is UTF-8.
        return record.Host is UnixHost or MacHost && Valid(record.RawName) is { } text ? text : Legacy(record.RawName);
    }

    private static string Legacy(byte[] bytes) => string.Create(bytes.Length, bytes, static (text, from) =>
    {
        for (var index = 0; index < text.Length; index++)
        {
            text[index] = from[index] < 0x80 ? (char)from[index] : Upper[from[index] - 0x80];
        }
    });

    private static string Utf8(byte[] bytes) => Valid(bytes) ?? throw new ArchiveRefusedException(ArchiveRule.NameEncoding, "Its name is said to be UTF-8, and is not.");

    private static string? Valid(byte[] bytes)
    {
        try
        {
            return _strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}

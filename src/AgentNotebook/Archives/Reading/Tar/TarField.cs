using System.Text;

namespace AgentNotebook.Archives.Reading.Tar;

/// <summary>Fields of a tar header.</summary>
/// <remarks>Sources: POSIX.1-2017 pax(1), "ustar Interchange Format"; GNU tar manual, "Basic Tar Format" (base-256 numbers).</remarks>
internal static class TarField
{
    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A number: octal digits, or base-256 with the first bit set.</summary>
    /// <exception cref="ArchiveRefusedException">It is neither, or does not fit 64 bits.</exception>
    internal static long Number(ReadOnlySpan<byte> field, string what)
    {
        if ((field[0] & 0x80) != 0)
        {
            return Base256(field, what);
        }

        var digits = field.TrimStart((byte)' ');
        long value = 0;
        var at = 0;
        for (; at < digits.Length && digits[at] is >= (byte)'0' and <= (byte)'7'; at++)
        {
            // 12 digits are 36 bits.
            value = (value << 3) | (uint)(digits[at] - '0');
        }

        return digits[at..].IndexOfAnyExcept((byte)' ', (byte)0) < 0 ? value : throw Bad($"its {what} is no octal number");
    }

    /// <summary>A text, up to its first NUL.</summary>
    /// <exception cref="ArchiveRefusedException">Something comes after the NUL, or it is not UTF-8.</exception>
    internal static string Text(ReadOnlySpan<byte> field, string what)
    {
        var end = field.IndexOf((byte)0);
        if (end >= 0 && field[end..].IndexOfAnyExcept((byte)0) >= 0)
        {
            throw new ArchiveRefusedException(ArchiveRule.NulInName, $"Its {what} goes on after a NUL.", Latin(field));
        }

        return Utf8(end < 0 ? field : field[..end], what);
    }

    /// <exception cref="ArchiveRefusedException">It is not UTF-8.</exception>
    internal static string Utf8(ReadOnlySpan<byte> bytes, string what)
    {
        try
        {
            return _strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new ArchiveRefusedException(ArchiveRule.NameEncoding, $"Its {what} is not UTF-8.", Latin(bytes));
        }
    }

    internal static ArchiveRefusedException Bad(string what) => new(ArchiveRule.BadHeader, $"The header is damaged: {what}.");

    private static string Latin(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes).TrimEnd('\0');

    private static long Base256(ReadOnlySpan<byte> field, string what)
    {
        // Two's complement, big endian; the first bit only marks it, the second is the sign.
        var negative = (field[0] & 0x40) != 0;
        Int128 value = negative ? -1 : 0;
        value = (value << 6) | (Int128)(field[0] & 0x3F);
        foreach (var part in field[1..])
        {
            value = (value << 8) | part;
        }

        return value >= long.MinValue && value <= long.MaxValue ? (long)value : throw Bad($"its {what} does not fit 64 bits");
    }
}

using System.Globalization;
using System.Text;

namespace AgentNotebook.SharpCompress.Taring;

/// <summary>Headers of an entry in a tar: a pax header that says its name, time and link, and its own.</summary>
/// <remarks>Source: POSIX.1-2017 pax(1), "pax Extended Header", "ustar Interchange Format".</remarks>
internal static class TarHeaders
{
    internal const int BlockBytes = 512;

    private const int OrdinaryMode = 0x1A4; // 0644
    private const long LargestOctalSize = (1L << 33) - 1;

    /// <summary>The headers, in whole blocks.</summary>
    /// <exception cref="EncoderFallbackException">The name, or the link's target, is no text.</exception>
    internal static byte[] Of(PackedEntry entry, string? link)
    {
        var records = new List<byte>();
        Add(records, "path", entry.Name);
        if (link is not null)
        {
            Add(records, "linkpath", link);
        }

        if (entry.Modified is { } modified)
        {
            var ticks = modified.ToUniversalTime().Ticks - DateTime.UnixEpoch.Ticks;
            Add(records, "mtime", ((decimal)ticks / TimeSpan.TicksPerSecond).ToString(CultureInfo.InvariantCulture));
        }

        if (entry.Size > LargestOctalSize)
        {
            Add(records, "size", entry.Size.ToString(CultureInfo.InvariantCulture));
        }

        return [.. Block('x', records.Count, OrdinaryMode), .. records, .. new byte[Padding(records.Count)], .. Block(entry.Type, entry.Size > LargestOctalSize ? 0 : entry.Size, entry.Mode == 0 ? OrdinaryMode : entry.Mode & 0xFFF)];
    }

    /// <summary>Bytes after so many bytes of content, up to the next block.</summary>
    internal static int Padding(long size) => (int)(-size & (BlockBytes - 1));

    private static void Add(List<byte> records, string keyword, string value)
    {
        var record = EntryTypes.Strict.GetBytes($" {keyword}={value}\n");
        // The length counts its own digits.
        var length = record.Length + 1;
        while (record.Length + Digits(length) != length)
        {
            length = record.Length + Digits(length);
        }

        records.AddRange(Encoding.ASCII.GetBytes(length.ToString(CultureInfo.InvariantCulture)));
        records.AddRange(record);

        static int Digits(int number) => number.ToString(CultureInfo.InvariantCulture).Length;
    }

    private static byte[] Block(char type, long size, int mode)
    {
        var block = new byte[BlockBytes];
        "entry"u8.CopyTo(block);
        Octal(block.AsSpan(100, 8), mode);
        Octal(block.AsSpan(108, 8), 0);
        Octal(block.AsSpan(116, 8), 0);
        Octal(block.AsSpan(124, 12), size);
        Octal(block.AsSpan(136, 12), 0);
        block.AsSpan(148, 8).Fill((byte)' ');
        block[156] = (byte)type;
        "ustar\000"u8.CopyTo(block.AsSpan(257));
        var sum = 0;
        foreach (var part in block)
        {
            sum += part;
        }

        Octal(block.AsSpan(148, 8), sum);
        return block;
    }

    private static void Octal(Span<byte> field, long value)
    {
        for (var at = field.Length - 2; at >= 0; at--, value >>= 3)
        {
            field[at] = (byte)('0' + (value & 7));
        }

        field[^1] = 0;
    }
}

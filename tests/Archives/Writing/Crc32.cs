namespace AgentNotebook.Archives.Tests.Writing;

/// <summary>The check sum of zip and gzip (ISO 3309).</summary>
internal static class Crc32
{
    private static readonly uint[] _table = [.. Enumerable.Range(0, 256).Select(part => Shift((uint)part))];

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var part in bytes)
        {
            sum = _table[(byte)(sum ^ part)] ^ (sum >> 8);
        }

        return ~sum;
    }

    /// <summary>The sum of so many zeros.</summary>
    public static uint OfZeros(int count)
    {
        var sum = uint.MaxValue;
        for (; count > 0; count--)
        {
            sum = _table[(byte)sum] ^ (sum >> 8);
        }

        return ~sum;
    }

    private static uint Shift(uint part)
    {
        for (var bit = 0; bit < 8; bit++)
        {
            part = (part & 1) != 0 ? (part >> 1) ^ 0xedb88320 : part >> 1;
        }

        return part;
    }
}

using System.Buffers.Binary;

namespace AgentNotebook.Archives.Tests.Writing;

/// <summary>The two ways in which tar writes a number.</summary>
internal static class TarNumber
{
    /// <summary>Octal digits, zeros before them, a NUL after them.</summary>
    public static Octets Octal(long value, int width) => Convert.ToString(value, 8).PadLeft(width - 1, '0') + "\0";

    /// <summary>GNU's base 256: the top bit set, then two's complement, most significant byte first.</summary>
    public static Octets Base256(long value, int width = 12)
    {
        var field = new byte[width];
        field.AsSpan().Fill(value < 0 ? (byte)0xff : (byte)0);
        BinaryPrimitives.WriteInt64BigEndian(field.AsSpan(width - 8), value);
        field[0] |= 0x80;
        return field;
    }
}

namespace AgentNotebook.Sessions.Salvage.Pages;

/// <summary>SQLite's integers of 1 to 9 bytes ("Database File Format", section 1.6, "varint").</summary>
internal static class Varint
{
    /// <summary>Reads one at <paramref name="at"/> and moves behind it; false where the bytes end first.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, ref int at, out long value)
    {
        value = 0;
        for (var i = 0; i < 9; i++)
        {
            if ((uint)at >= (uint)bytes.Length)
                return false;
            var next = bytes[at++];
            // The ninth byte gives all of its bits.
            if (i == 8)
            {
                value = (value << 8) | next;
                return true;
            }

            value = (value << 7) | (uint)(next & 0x7F);
            if (next < 0x80)
                return true;
        }

        return true;
    }
}

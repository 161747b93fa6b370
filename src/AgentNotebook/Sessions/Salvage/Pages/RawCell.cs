using System.Buffers.Binary;

namespace AgentNotebook.Sessions.Salvage.Pages;

/// <summary>A cell of a table's leaf ("Database File Format", section 1.6): a row, of which a long one goes on in a chain of other pages.</summary>
/// <param name="Key">The row's key.</param>
/// <param name="PayloadBytes">What the row has in all.</param>
/// <param name="Start">Where its bytes begin in the page.</param>
/// <param name="Local">How many of them the page holds.</param>
internal readonly record struct RawCell(long Key, long PayloadBytes, int Start, int Local)
{
    /// <summary>What a store lets SQLite write at most: the largest payload and room for the row around it.</summary>
    private const long MostBytes = JournalRules.PayloadBytes + (1 << 20);

    public bool IsWhole => Local == PayloadBytes;

    public static bool TryRead(ReadOnlySpan<byte> page, int at, out RawCell cell)
    {
        cell = default;
        if (!Varint.TryRead(page, ref at, out var bytes) || bytes is < 2 or > MostBytes || !Varint.TryRead(page, ref at, out var key))
            return false;
        // U, X, M and K as the section calls them. A store reserves no bytes at the end of a page.
        var (u, x, m) = (page.Length, page.Length - 35, (page.Length - 12) * 32 / 255 - 23);
        var k = m + (bytes - m) % (u - 4);
        var local = (int)(bytes <= x ? bytes : k <= x ? k : m);
        cell = new RawCell(key, bytes, at, local);
        return at + local + (cell.IsWhole ? 0 : 4) <= page.Length;
    }

    /// <summary>The first page of the chain in which it goes on.</summary>
    public uint Overflow(ReadOnlySpan<byte> page) => BinaryPrimitives.ReadUInt32BigEndian(page[(Start + Local)..]);
}

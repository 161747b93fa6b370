using System.Buffers.Binary;

namespace AgentNotebook.Sessions.Salvage.Pages;

/// <summary>The header of a page of a table or an index ("Database File Format", section 1.6), checked: all its cells begin within it.</summary>
/// <param name="Kind">2 and 5 lead to other pages of an index or a table; 10 and 13 are leaves of one.</param>
/// <param name="Rightmost">The last page that an inner page leads to.</param>
/// <param name="Cells">Where its cells begin.</param>
internal sealed record BTreePage(byte Kind, uint Rightmost, int[] Cells)
{
    public const byte TableInterior = 5;
    public const byte TableLeaf = 13;

    /// <summary>A cell's smallest size: SQLite leaves no room for less.</summary>
    private const int SmallestCell = 4;

    public bool IsTableLeaf => Kind == TableLeaf;

    /// <param name="page">The page.</param>
    /// <param name="at">Where its header begins: 100 on page 1, behind the file's own header, else 0.</param>
    /// <param name="read">What it says.</param>
    public static bool TryRead(ReadOnlySpan<byte> page, int at, out BTreePage read)
    {
        read = null!;
        var header = page[at..];
        if (header.Length < 12 || header[0] is not (2 or TableInterior or 10 or TableLeaf))
            return false;
        var isLeaf = header[0] >= 10;
        int count = BinaryPrimitives.ReadUInt16BigEndian(header[3..]);
        var first = at + (isLeaf ? 8 : 12);
        var end = first + 2 * count;
        if (end > page.Length)
            return false;
        var cells = new int[count];
        for (var i = 0; i < count; i++)
        {
            cells[i] = BinaryPrimitives.ReadUInt16BigEndian(page[(first + 2 * i)..]);
            if (cells[i] < end || cells[i] > page.Length - SmallestCell)
                return false;
        }

        read = new BTreePage(header[0], isLeaf ? 0 : BinaryPrimitives.ReadUInt32BigEndian(header[8..]), cells);
        return true;
    }

    /// <summary>The pages that an inner page of a table leads to.</summary>
    public IEnumerable<uint> Children(byte[] page) => Cells.Select(cell => BinaryPrimitives.ReadUInt32BigEndian(page.AsSpan(cell))).Append(Rightmost);
}

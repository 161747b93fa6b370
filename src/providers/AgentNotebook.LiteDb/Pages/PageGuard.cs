using System.Buffers;
using System.Buffers.Binary;

namespace AgentNotebook.LiteDb.Pages;

/// <summary>
/// Looks at a page before LiteDB does. LiteDB takes what it reads for its own: nested documents and index expressions are read by
/// recursion without a bound, and a deep one ends the process. A store's pages hold none, so whatever does is refused here.
/// </summary>
/// <remarks>
/// Source of the layout: LiteDB 5.0.21, Engine/Pages and Engine/Structures. A store's documents are flat, hold text and whole numbers
/// only, and end with their longest text, so that a block which continues one holds text alone.
/// </remarks>
internal static class PageGuard
{
    private const int HeaderBytes = 32;
    private const int FooterSlotBytes = 4;
    private const int BlockBytes = 6;
    private const int NodeBytes = 12;
    private const int LevelBytes = 10;
    private const byte MinimumKey = 0;
    private const byte Int64Key = 3;
    private const byte MaximumKey = 14;
    private const int CollectionsAt = 192;
    private const int IndexesAt = 96;

    // The BSON types of what may nest, and control characters anyway: JSON text holds none of them.
    private static readonly SearchValues<byte> Nesting = SearchValues.Create(3, 4);

    public static long NumberOf(ReadOnlySpan<byte> page) => BinaryPrimitives.ReadUInt32LittleEndian(page);

    /// <summary>Why it is no page of a store, to follow the page's name; null when it may be one.</summary>
    public static string? Fault(ReadOnlySpan<byte> page) => (PageType)page[4] switch
    {
        PageType.Empty => null,
        PageType.Index => BlockFault(page, NodeBytes, static node => IsNode(node)),
        PageType.Header => HeaderFault(page),
        PageType.Collection => CollectionFault(page),
        PageType.Data => BlockFault(page, BlockBytes, static block => IsBlock(block)),
        _ => $"is of the unknown type {page[4]}",
    };

    private static string? HeaderFault(ReadOnlySpan<byte> page)
    {
        var names = page[CollectionsAt..];
        return BsonShape.IsFlat(names, maximum: names.Length) ? null : "holds a list of collections that is none";
    }

    private static string? CollectionFault(ReadOnlySpan<byte> page) =>
        page[IndexesAt] == 1 && page[(IndexesAt + 3)..].StartsWith("_id\0$._id\0"u8) ? null : "describes an index that no store has";

    private static string? BlockFault(ReadOnlySpan<byte> page, int smallest, BlockCheck check)
    {
        var highest = page[30];
        // 255: there are no blocks in it.
        for (var slot = 0; highest != byte.MaxValue && slot <= highest; slot++)
        {
            var at = page.Length - (slot + 1) * FooterSlotBytes;
            var position = BinaryPrimitives.ReadUInt16LittleEndian(page[(at + 2)..]);
            var length = BinaryPrimitives.ReadUInt16LittleEndian(page[at..]);
            if (position == 0)
                continue;
            if (position < HeaderBytes || length < smallest || position + length > page.Length - (highest + 1) * FooterSlotBytes)
                return $"has block {slot} where none can be";
            if (!check(page.Slice(position, length)))
                return $"holds in block {slot} what no store writes";
        }

        return null;
    }

    private static bool IsBlock(ReadOnlySpan<byte> block)
    {
        var isContinued = block[0] != 0;
        return isContinued ? !block[BlockBytes..].ContainsAny(Nesting) : BsonShape.IsFlat(block[BlockBytes..], BsonShape.DocumentBytes);
    }

    // A store's keys are whole numbers, between the two ends that every index has.
    private static bool IsNode(ReadOnlySpan<byte> node)
    {
        var key = NodeBytes + node[1] * LevelBytes;
        return key < node.Length && node[key] is MinimumKey or Int64Key or MaximumKey;
    }

    private delegate bool BlockCheck(ReadOnlySpan<byte> block);

    private enum PageType : byte
    {
        Empty = 0,
        Header = 1,
        Collection = 2,
        Index = 3,
        Data = 4,
    }
}

using System.Buffers.Binary;

namespace AgentNotebook.LiteDb.Pages;

/// <summary>Looks at the beginning of a BSON document without building it (bsonspec.org, version 1.1).</summary>
internal static class BsonShape
{
    /// <summary>The largest document of a store: a part of a payload and what stands around it.</summary>
    public const int DocumentBytes = (1 << 20) + (16 << 10);

    private const byte Text = 0x02;
    private const byte Int32 = 0x10;
    private const byte Int64 = 0x12;
    private const int NameBytes = 255;

    /// <summary>Whether the document that begins here has only numbers and texts, and ends in this block or within the text that leaves it.</summary>
    /// <param name="block">The document's first bytes.</param>
    /// <param name="maximum">The most bytes that it may say it has.</param>
    public static bool IsFlat(ReadOnlySpan<byte> block, int maximum)
    {
        if (block.Length < 5)
            return false;
        var length = BinaryPrimitives.ReadInt32LittleEndian(block);
        if (length < 5 || length > maximum)
            return false;
        // The last byte of a document is 0; what stands before it are elements.
        var end = length - 1;
        var at = 4;
        while (at < end)
        {
            if (at + 2 > block.Length)
                return false;
            var type = block[at++];
            var name = block[at..Math.Min(block.Length, at + NameBytes)].IndexOf((byte)0);
            if (name < 0)
                return false;
            at += name + 1;
            if (type == Text)
            {
                if (at + 4 > block.Length)
                    return false;
                var text = BinaryPrimitives.ReadInt32LittleEndian(block[at..]);
                if (text < 1 || text > end - at - 4)
                    return false;
                at += 4 + text;
            }
            else
            {
                at += type switch { Int32 => 4, Int64 => 8, _ => maximum + 8 };
            }

            if (at > end)
                return false;
        }

        return true;
    }
}

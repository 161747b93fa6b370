using System.Globalization;

namespace AgentNotebook.Archives.Reading.Tar;

/// <summary>Where the data of a sparse file lies.</summary>
/// <remarks>Source: GNU tar manual, "Storing Sparse Files".</remarks>
internal static class SparseMap
{
    private const int MaximumParts = 1 << 20;
    private const int DigitsOfNumber = 19;

    /// <summary>Takes the next block of a map.</summary>
    /// <param name="ofContent">Whether it is part of the entry's content, or comes before it.</param>
    internal delegate ReadOnlySpan<byte> BlockSource(bool ofContent);

    internal static ArchiveRefusedException Bad(string how) => new(ArchiveRule.BadSparseMap, $"The map of a sparse file is damaged: {how}.");

    /// <summary>The map of the old GNU format: four parts in the header, 21 in each block behind it.</summary>
    /// <exception cref="ArchiveRefusedException">It is malformed.</exception>
    internal static IReadOnlyList<SparsePart> OfHeader(GnuSparseHeader header, BlockSource next)
    {
        const int PartsBytes = 21 * GnuSparseHeader.PartBytes;
        var parts = new List<SparsePart>(header.Parts);
        for (var goesOn = header.GoesOn; goesOn;)
        {
            var block = next(ofContent: false);
            parts.AddRange(GnuSparseHeader.Map(block[..PartsBytes]));
            goesOn = block[PartsBytes] != 0;
            if (parts.Count > MaximumParts)
            {
                throw TooLong();
            }
        }

        return parts;
    }

    /// <summary>The map of format 0.1: numbers with commas between.</summary>
    /// <exception cref="ArchiveRefusedException">It is malformed.</exception>
    internal static IReadOnlyList<SparsePart> OfText(string text)
    {
        var parts = new List<SparsePart>();
        long? offset = null;
        foreach (var range in text.AsSpan().Split(','))
        {
            var number = Number(text.AsSpan()[range]);
            if (offset is { } begin)
            {
                parts.Add(new SparsePart(begin, number));
            }

            offset = offset is null ? number : null;
        }

        return offset is null ? parts : throw Bad("its last part has no length");
    }

    /// <summary>The map of format 1.0: lines at the beginning of the content, filled up to a whole block.</summary>
    /// <exception cref="ArchiveRefusedException">It is malformed.</exception>
    internal static IReadOnlyList<SparsePart> OfContent(BlockSource next)
    {
        var numbers = new List<long>();
        var (count, line) = (-1L, "");
        while (count < 0 || numbers.Count < 2 * count)
        {
            foreach (var character in next(ofContent: true))
            {
                if (character != '\n')
                {
                    line = line.Length < DigitsOfNumber ? line + (char)character : throw Bad("a number in it is too long");
                    continue;
                }

                var number = Number(line);
                line = "";
                if (count >= 0)
                {
                    numbers.Add(number);
                }
                else if ((count = number) > MaximumParts)
                {
                    throw TooLong();
                }

                if (numbers.Count == 2 * count)
                {
                    break;
                }
            }
        }

        return [.. numbers.Chunk(2).Select(pair => new SparsePart(pair[0], pair[1]))];
    }

    /// <summary>Passes parts that are in order, within the file, and as long together as the content.</summary>
    /// <exception cref="ArchiveRefusedException">They are not.</exception>
    internal static void Demand(IReadOnlyList<SparsePart> parts, long bytes, long content)
    {
        var (end, sum) = (0L, 0L);
        foreach (var (offset, length) in parts)
        {
            if (offset < end || length < 0 || offset > bytes || length > bytes - offset)
            {
                throw Bad("its parts overlap, or lie past the end of the file");
            }

            (end, sum) = (offset + length, sum + length);
        }

        if (sum != content)
        {
            throw Bad(string.Create(CultureInfo.InvariantCulture, $"its parts have {sum:N0} bytes, the entry {content:N0}"));
        }
    }

    private static ArchiveRefusedException TooLong() => Bad(string.Create(CultureInfo.InvariantCulture, $"it has more than {MaximumParts:N0} parts"));

    private static long Number(ReadOnlySpan<char> text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Bad("something in it is no number");
}

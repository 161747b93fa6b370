namespace AgentNotebook.Archives.Reading.Tar;

/// <summary>The part of an old GNU header that describes a sparse file.</summary>
/// <param name="Parts">The first four parts of the map.</param>
/// <param name="GoesOn">Whether blocks with more of the map follow.</param>
/// <param name="Bytes">Size of the file, holes included.</param>
/// <remarks>Source: GNU tar manual, "Old GNU Format".</remarks>
internal sealed record GnuSparseHeader(IReadOnlyList<SparsePart> Parts, bool GoesOn, long Bytes)
{
    internal const int PartBytes = 24;

    private const int MapAt = 386;
    private const int PartsInHeader = 4;
    private const int GoesOnAt = 482;
    private const int BytesAt = 483;
    private const int NumberBytes = 12;

    /// <exception cref="ArchiveRefusedException">A number is malformed.</exception>
    internal static GnuSparseHeader Parse(ReadOnlySpan<byte> block) =>
        new(Map(block.Slice(MapAt, PartsInHeader * PartBytes)), block[GoesOnAt] != 0, TarField.Number(block.Slice(BytesAt, NumberBytes), "real size"));

    /// <summary>The parts in a piece of the map, up to the first that is empty.</summary>
    /// <exception cref="ArchiveRefusedException">A number is malformed.</exception>
    internal static List<SparsePart> Map(ReadOnlySpan<byte> bytes)
    {
        var parts = new List<SparsePart>();
        for (; bytes.Length >= PartBytes && bytes[NumberBytes] != 0; bytes = bytes[PartBytes..])
        {
            parts.Add(new SparsePart(TarField.Number(bytes[..NumberBytes], "sparse map"), TarField.Number(bytes.Slice(NumberBytes, NumberBytes), "sparse map")));
        }

        return parts;
    }
}

namespace AgentNotebook.Gpu.Planning.Headers;

/// <summary>Whether the tensors of one file lie beside each other.</summary>
internal static class TensorLayout
{
    /// <summary>Refuses tensors that overlap. Two that take exactly the same bytes in the same way share them, which is no overlap.</summary>
    /// <param name="tensors">The tensors of one file.</param>
    /// <param name="gap">Bytes that may lie between two neighbours; what is padding in one format is a hole in another.</param>
    /// <param name="start">Where the data begins.</param>
    /// <returns>Where the last tensor ends; <paramref name="start"/> when none has data.</returns>
    /// <exception cref="ModelHeaderException">Two overlap, or too much lies between them.</exception>
    public static long Check(IEnumerable<TensorHeader> tensors, long start, long gap)
    {
        TensorHeader? before = null;
        var end = start;
        foreach (var tensor in tensors.Where(tensor => tensor.Bytes > 0).OrderBy(tensor => tensor.Offset).ThenBy(tensor => tensor.Bytes).ThenBy(tensor => tensor.Name, StringComparer.Ordinal))
        {
            if (before is not null && tensor.Offset < end)
            {
                if (tensor.Offset == before.Offset && tensor.Bytes == before.Bytes && tensor.Type == before.Type && tensor.Shape.SequenceEqual(before.Shape))
                {
                    continue;
                }

                throw new ModelHeaderException(tensor.File, tensor.Offset, tensor.Name, $"its data overlaps that of '{ModelHeaderException.Shown(before.Name)}', which ends at byte {end}.");
            }

            if (tensor.Offset - end > gap)
            {
                throw new ModelHeaderException(tensor.File, end, tensor.Name, $"the {tensor.Offset - end} bytes before its data belong to no tensor.");
            }

            (before, end) = (tensor, tensor.Offset + tensor.Bytes);
        }

        return end;
    }
}

namespace AgentNotebook.Gpu.Planning.Headers;

/// <summary>Sizes from shapes, without overflow.</summary>
internal static class TensorSize
{
    /// <summary>The product of a shape's dimensions, none of which is negative.</summary>
    /// <returns><see langword="null"/> when it does not fit 63 bits. A shape with a zero in it has no elements, however large the rest is.</returns>
    public static long? Elements(IReadOnlyList<long> shape)
    {
        if (shape.Contains(0))
        {
            return 0;
        }

        var product = 1L;
        foreach (var dimension in shape)
        {
            if (product > long.MaxValue / dimension)
            {
                return null;
            }

            product *= dimension;
        }

        return product;
    }

    /// <summary>Bytes of whole blocks.</summary>
    /// <param name="elements">How many elements.</param>
    /// <param name="blockElements">Elements of a block.</param>
    /// <param name="blockBytes">Bytes of a block.</param>
    /// <returns><see langword="null"/> when the elements fill no whole number of blocks, or the bytes do not fit 63 bits.</returns>
    public static long? Bytes(long elements, int blockElements, int blockBytes)
    {
        var (blocks, rest) = Math.DivRem(elements, blockElements);
        return rest != 0 || blocks > long.MaxValue / blockBytes ? null : blocks * blockBytes;
    }
}

namespace AgentNotebook.Gpu.Planning.Headers;

/// <summary>What a file's header says of one tensor.</summary>
/// <param name="Name">Its full name, modules separated by dots.</param>
/// <param name="Type">Its element type as the format calls it, such as <c>BF16</c> or <c>Q4_K</c>.</param>
/// <param name="Shape">Its dimensions, in the file's order.</param>
/// <param name="Bytes">Its size in the file.</param>
/// <param name="File">The file that holds its data.</param>
/// <param name="Offset">Where its data begins in that file, in bytes. Tensors of the same file and offset share their data.</param>
public sealed record TensorHeader(string Name, string Type, IReadOnlyList<long> Shape, long Bytes, string File, long Offset)
{
    /// <summary>How many elements it has.</summary>
    public long Elements { get; } = Shape.Aggregate(1L, (product, dimension) => product * dimension);

    /// <summary>Whether its elements are plain floating-point numbers of 16 bits or more.</summary>
    public bool IsFloat => Type is "F16" or "BF16" or "F32" or "F64";
}

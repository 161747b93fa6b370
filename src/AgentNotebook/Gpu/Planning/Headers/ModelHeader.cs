namespace AgentNotebook.Gpu.Planning.Headers;

/// <summary>What the headers of a model's files say; no weight has been read.</summary>
/// <param name="Path">The file or folder that was named.</param>
/// <param name="Format">The files' format.</param>
/// <param name="Files">The files, in the order in which they were read.</param>
/// <param name="Tensors">Every tensor once by name, tied ones each under their own name.</param>
public sealed record ModelHeader(string Path, ModelFormat Format, IReadOnlyList<string> Files, IReadOnlyList<TensorHeader> Tensors)
{
    /// <summary>Bytes of the weights in the files, shared data counted once.</summary>
    public long Bytes { get; } = Tensors.DistinctBy(tensor => (tensor.File, tensor.Offset, tensor.Bytes)).Sum(tensor => tensor.Bytes);
}

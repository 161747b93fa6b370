using AgentNotebook.Gpu.Planning.Headers;

namespace AgentNotebook.Gpu.Planning.Trees;

/// <summary>Which tensors are buffers: they take memory like parameters, and accelerate treats them otherwise. A header does not say; types and usual names do.</summary>
internal static class BufferRule
{
    private static readonly HashSet<string> _names = new(StringComparer.Ordinal)
    {
        "running_mean", "running_var", "num_batches_tracked", "inv_freq", "position_ids", "masked_bias", "layer_scalar", "qweight", "qzeros", "scales", "g_idx",
    };

    /// <summary>Whether a tensor is a buffer: a parameter is a floating-point number, unless it is one of 8 bits that stands for it.</summary>
    public static bool Applies(TensorHeader tensor) =>
        _names.Contains(tensor.Name[(tensor.Name.LastIndexOf('.') + 1)..]) || tensor.Type is "BOOL" or "I16" or "I32" or "I64" or "U16" or "U32" or "U64";
}

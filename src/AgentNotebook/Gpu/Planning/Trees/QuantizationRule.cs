using AgentNotebook.Gpu.Planning.Headers;

namespace AgentNotebook.Gpu.Planning.Trees;

/// <summary>Which tensors are rounded to fewer bits when a model is loaded, and how large they then are.</summary>
/// <remarks>
/// The rule of bitsandbytes in transformers, as far as names and shapes tell: the weights of linear layers, that is floating-point tensors of
/// two dimensions called <c>weight</c>. Embeddings, heads and whatever is tied to one of them stay as they are, as do biases, norms and buffers.
/// </remarks>
internal static class QuantizationRule
{
    private const int Int4Block = 64;
    private const int ScaleBytes = 4;

    private static readonly string[] _kept = ["embed", "embd", "wte", "wpe", "shared", "lm_head", "head", "score", "classifier", "output"];

    /// <summary>The rule in a sentence.</summary>
    public static string InWords(WeightQuantization kind) =>
        $"Quantized to {(kind == WeightQuantization.Int8 ? "int8 (1 byte a weight and 4 a row)" : "int4 (half a byte a weight and 4 for every 64)")}: floating-point weights of two dimensions, which are linear layers. Embeddings, heads and what is tied to them, biases, norms and buffers stay as they are in the file.";

    /// <summary>Whether a tensor is rounded.</summary>
    public static bool Applies(TensorHeader tensor)
    {
        if (!tensor.IsFloat || tensor.Shape.Count != 2 || tensor.Elements == 0)
        {
            return false;
        }

        var parts = tensor.Name.Split('.');
        return parts.Length > 1 && parts[^1] == "weight"
            && !_kept.Any(kept => kept == "output" ? parts[^2] == kept || parts[0] == kept : IsKept(parts[^2], kept));
    }

    /// <summary>Bytes of a tensor that is rounded, with its scales.</summary>
    public static long Bytes(TensorHeader tensor, WeightQuantization kind) => kind == WeightQuantization.Int8
        ? tensor.Elements + (tensor.Shape[0] * ScaleBytes)
        : ((tensor.Elements + 1) / 2) + ((tensor.Elements + Int4Block - 1) / Int4Block * ScaleBytes);

    // A head's name is a word of its own or the end of one (lm_head, classification_head), unlike num_heads_proj.
    private static bool IsKept(string module, string kept) => kept is "head" or "score" or "classifier"
        ? module.EndsWith(kept, StringComparison.OrdinalIgnoreCase)
        : module.Contains(kept, StringComparison.OrdinalIgnoreCase);
}

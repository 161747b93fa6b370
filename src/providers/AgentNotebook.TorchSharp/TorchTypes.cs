using TorchSharp;

namespace AgentNotebook.TorchSharp;

/// <summary>The element types of safetensors (its README, "Format") as TorchSharp calls them.</summary>
internal static class TorchTypes
{
    /// <returns><see langword="null"/> for a type that TorchSharp does not have.</returns>
    public static torch.ScalarType? Of(string type) => type switch
    {
        "BOOL" => torch.ScalarType.Bool,
        "U8" => torch.ScalarType.Byte,
        "I8" => torch.ScalarType.Int8,
        "I16" => torch.ScalarType.Int16,
        "I32" => torch.ScalarType.Int32,
        "I64" => torch.ScalarType.Int64,
        "F16" => torch.ScalarType.Float16,
        "BF16" => torch.ScalarType.BFloat16,
        "F32" => torch.ScalarType.Float32,
        "F64" => torch.ScalarType.Float64,
        _ => null,
    };
}

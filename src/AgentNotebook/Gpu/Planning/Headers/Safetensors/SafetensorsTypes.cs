namespace AgentNotebook.Gpu.Planning.Headers.Safetensors;

/// <summary>The element types of the format.</summary>
internal static class SafetensorsTypes
{
    /// <summary>Bits of an element, by the name in the header.</summary>
    private static readonly Dictionary<string, int> _bits = new(StringComparer.Ordinal)
    {
        ["F4"] = 4,
        ["F6_E2M3"] = 6,
        ["F6_E3M2"] = 6,
        ["BOOL"] = 8,
        ["U8"] = 8,
        ["I8"] = 8,
        ["F8_E4M3"] = 8,
        ["F8_E5M2"] = 8,
        ["F8_E8M0"] = 8,
        ["F8_E4M3FNUZ"] = 8,
        ["F8_E5M2FNUZ"] = 8,
        ["U16"] = 16,
        ["I16"] = 16,
        ["F16"] = 16,
        ["BF16"] = 16,
        ["U32"] = 32,
        ["I32"] = 32,
        ["F32"] = 32,
        ["U64"] = 64,
        ["I64"] = 64,
        ["F64"] = 64,
        ["C64"] = 64,
    };

    /// <summary>All names.</summary>
    public static IReadOnlyCollection<string> Names => _bits.Keys;

    /// <summary>Elements and bytes of the smallest group that fills whole bytes.</summary>
    /// <returns><see langword="null"/> for a type the format does not have.</returns>
    public static (int Elements, int Bytes)? Block(string name) => _bits.TryGetValue(name, out var bits)
        ? bits switch { 4 => (2, 1), 6 => (4, 3), _ => (1, bits / 8) }
        : null;
}

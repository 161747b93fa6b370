namespace AgentNotebook.Gpu.Planning;

/// <summary>What can be changed so that a model fits, from the smallest change to the largest.</summary>
public enum PlanChangeKind
{
    /// <summary>Quantized modules that find no room on a GPU are kept in 32 bits elsewhere.</summary>
    Float32Offload,

    /// <summary>Linear layers are rounded to 8 bits.</summary>
    QuantizeInt8,

    /// <summary>Linear layers are rounded to 4 bits.</summary>
    QuantizeInt4,

    /// <summary>What finds no room is read from a folder each time it is used.</summary>
    OffloadFolder,

    /// <summary>A device has more memory.</summary>
    MoreMemory,
}

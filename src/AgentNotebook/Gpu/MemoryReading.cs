namespace AgentNotebook.Gpu;

/// <summary>Memory in use on a device at one moment.</summary>
/// <param name="UsedBytes">By everyone on the device; for process memory the resident set of this process and its children.</param>
/// <param name="OursBytes">By this process and its children; for process memory the managed heap.</param>
public readonly record struct MemoryReading(long UsedBytes, long OursBytes)
{
    /// <summary>By other processes, as far as the driver names them; for process memory the resident sets of the children.</summary>
    public long OthersBytes { get; init; }

    /// <summary>
    /// In use and nobody's: processes the driver does not name or does not know the memory of, and what it needs for itself. For process
    /// memory what this process holds outside the managed heap: native libraries, stacks, compiled code.
    /// </summary>
    public long UnexplainedBytes => Math.Max(0, UsedBytes - OursBytes - OthersBytes);
}

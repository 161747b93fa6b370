namespace AgentNotebook.Gpu;

/// <summary>Memory in use by us, this process and its children, on one device.</summary>
/// <param name="Device">The device.</param>
/// <param name="Bytes">In use by us.</param>
/// <param name="Basis">By what that is known.</param>
public readonly record struct MemoryUse(MemoryDevice Device, long Bytes, MemoryUseBasis Basis);

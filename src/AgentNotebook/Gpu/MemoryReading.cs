namespace AgentNotebook.Gpu;

/// <summary>Memory in use on a device at one moment.</summary>
/// <param name="UsedBytes">By everyone on the device; for process memory the resident set of this process and its children.</param>
/// <param name="OursBytes">By this process and its children; for process memory the managed heap.</param>
public readonly record struct MemoryReading(long UsedBytes, long OursBytes);

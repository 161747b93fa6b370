namespace AgentNotebook.Gpu.Nvml;

/// <summary>A device that answered when the probe was opened: a whole GPU, or one part of a divided one (MIG).</summary>
/// <param name="Handle">The library's handle.</param>
/// <param name="Device">What is told of it.</param>
internal sealed record NvmlDevice(nint Handle, MemoryDevice Device);

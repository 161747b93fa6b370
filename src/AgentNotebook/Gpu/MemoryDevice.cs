namespace AgentNotebook.Gpu;

/// <summary>A device whose memory is measured.</summary>
/// <param name="Index">Position among the probe's devices, counted from 0.</param>
/// <param name="Name">Its name, as the driver gives it.</param>
/// <param name="TotalBytes">Its capacity in bytes; for process memory the machine's.</param>
public sealed record MemoryDevice(int Index, string Name, long TotalBytes);

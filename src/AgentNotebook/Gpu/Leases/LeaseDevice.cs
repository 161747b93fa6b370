namespace AgentNotebook.Gpu.Leases;

/// <summary>What one device's memory did during a lease.</summary>
/// <param name="Device">The device.</param>
/// <param name="Before">When the lease began; <see langword="null"/> when the device did not answer.</param>
/// <param name="Peak">The highest use and the highest use by us, not necessarily at the same moment; <see langword="null"/> when nothing was read.</param>
/// <param name="After">After everything that could be given back was; <see langword="null"/> when the device did not answer.</param>
public sealed record LeaseDevice(MemoryDevice Device, MemoryReading? Before, MemoryReading? Peak, MemoryReading? After);

namespace AgentNotebook.Gpu.Nvml;

/// <summary>A device's memory, from either version of the query.</summary>
/// <param name="TotalBytes">Capacity.</param>
/// <param name="UsedBytes">In use; the first version counts what the driver reserves too.</param>
/// <param name="FreeBytes">Neither used nor reserved.</param>
/// <param name="ReservedBytes">Kept by the driver for itself; <see langword="null"/> where the first version answered, which does not tell it apart.</param>
internal readonly record struct NvmlCapacity(long TotalBytes, long UsedBytes, long FreeBytes, long? ReservedBytes);

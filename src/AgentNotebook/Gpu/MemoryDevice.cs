namespace AgentNotebook.Gpu;

/// <summary>A device whose memory is measured.</summary>
/// <param name="Index">Position among the probe's devices, counted from 0.</param>
/// <param name="Name">Its name, as the driver gives it.</param>
/// <param name="TotalBytes">Its capacity in bytes; for process memory the machine's.</param>
public sealed record MemoryDevice(int Index, string Name, long TotalBytes)
{
    /// <summary>How the driver counts it: devices that did not answer at the start count there too, and parts of a GPU (MIG) have its number and their own.</summary>
    /// <value>Such as <c>GPU 1</c> or <c>GPU 0 MIG 2</c>; default <c>GPU</c> and <see cref="Index"/>.</value>
    public string Label { get; init; } = $"GPU {Index}";
}

namespace AgentNotebook.Gpu;

/// <summary>Reads memory in use. Safe to call from any thread.</summary>
public interface IMemoryProbe : IDisposable
{
    /// <summary>What is measured and by what, for a chart's title: <c>GPU memory (NVML 580.1)</c> or <c>process memory (no GPU driver found)</c>.</summary>
    string Title { get; }

    /// <summary>One sentence on why this probe and not a better one; empty for the best.</summary>
    string Explanation { get; }

    /// <summary>Whether it reads a GPU's memory.</summary>
    bool IsGpu { get; }

    /// <summary>The devices, in the driver's order; process memory counts as one device.</summary>
    IReadOnlyList<MemoryDevice> Devices { get; }

    /// <summary>Reads one device now.</summary>
    /// <param name="device">Index into <see cref="Devices"/>.</param>
    /// <returns>The reading, or <see langword="null"/> when the device does not answer (lost, reset, permission withdrawn).</returns>
    MemoryReading? Read(int device);
}

namespace AgentNotebook.Gpu;

/// <summary>Reads memory in use. Safe to call from any thread.</summary>
public interface IMemoryProbe : IDisposable
{
    /// <summary>What is measured and by what, for a chart's title: <c>GPU memory (NVML 580.1)</c> or <c>process memory (no GPU driver found)</c>.</summary>
    string Title { get; }

    /// <summary>A sentence or two on why this probe and not a better one, and on what it cannot tell now; empty for the best.</summary>
    string Explanation { get; }

    /// <summary>Whether it reads a GPU's memory.</summary>
    bool IsGpu { get; }

    /// <summary>Whether its readings tell our share from the whole, as far as is known by now.</summary>
    /// <value>Default <see langword="true"/>.</value>
    bool TellsShare => true;

    /// <summary>The devices, in the driver's order; process memory counts as one device.</summary>
    IReadOnlyList<MemoryDevice> Devices { get; }

    /// <summary>Reads one device now.</summary>
    /// <param name="device">Index into <see cref="Devices"/>.</param>
    /// <returns>The reading, or <see langword="null"/> when the device does not answer (lost, reset, permission withdrawn).</returns>
    MemoryReading? Read(int device);

    /// <summary>Why a device did not answer when it was last read.</summary>
    /// <param name="device">Index into <see cref="Devices"/>.</param>
    /// <returns>A few words that follow its name, such as <c>is lost</c> or <c>needs a reset</c>; <see langword="null"/> when it answered or nobody knows.</returns>
    string? Trouble(int device) => null;

    /// <summary>Reads everything there is to tell of a device; slower than <see cref="Read"/>.</summary>
    /// <param name="device">Index into <see cref="Devices"/>.</param>
    /// <returns>The details, or <see langword="null"/> when the device does not answer.</returns>
    MemoryDetails? Inspect(int device) => Read(device) is { } reading ? new MemoryDetails(reading, Devices[device].TotalBytes) : null;
}

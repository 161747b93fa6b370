namespace AgentNotebook.Gpu;

/// <summary>How often memory is read and how much is kept.</summary>
public sealed record MemorySamplerOptions
{
    /// <summary>The slowest rate.</summary>
    public const int LeastSamplesPerSecond = 1;

    /// <summary>The fastest rate.</summary>
    public const int MostSamplesPerSecond = 200;

    /// <summary>Readings of each device a second.</summary>
    /// <value>Default 20; 1 to 200.</value>
    public int SamplesPerSecond { get; init; } = 20;

    /// <summary>Samples kept of each device; beyond that neighbours are merged and the lowest and the highest of them stay.</summary>
    /// <value>Default 4,096; 16 to 1,048,576.</value>
    public int Capacity { get; init; } = 4096;

    /// <summary>Marks kept; beyond that the oldest goes, first among those that nobody set by hand.</summary>
    /// <value>Default 1,000; 1 to 100,000.</value>
    public int MarkCapacity { get; init; } = 1000;

    /// <summary>Length of a mark's name; a longer one is cut.</summary>
    /// <value>Characters; default 200; 1 to 10,000.</value>
    public int MarkNameLength { get; init; } = 200;

    /// <summary>A file that every sample and mark is appended to, so that they outlive this process however it ends; see <see cref="MemoryLog"/>.</summary>
    /// <value>Default <see langword="null"/>: none. What another process left there is kept beside it, as <see cref="MemoryLog.Previous"/>.</value>
    public string? LogFile { get; init; }

    /// <summary>How long the log may grow before it is written anew with what <see cref="Capacity"/> keeps.</summary>
    /// <value>Bytes; default 4 MiB; 64 KiB to 1 GiB. Where <see cref="Capacity"/> needs more than half of it, twice what that needs.</value>
    public long LogBytes { get; init; } = 4 << 20;

    /// <summary>Whether the log stays when the sampler is disposed.</summary>
    /// <value>Default <see langword="true"/>. Without it a log that is there is one of a process that did not end by itself.</value>
    public bool KeepsLog { get; init; } = true;

    /// <exception cref="ArgumentOutOfRangeException">A value lies outside its range.</exception>
    internal void Validate()
    {
        Within(SamplesPerSecond, LeastSamplesPerSecond, MostSamplesPerSecond, nameof(SamplesPerSecond));
        Within(Capacity, 16, 1 << 20, nameof(Capacity));
        Within(MarkCapacity, 1, 100_000, nameof(MarkCapacity));
        Within(MarkNameLength, 1, 10_000, nameof(MarkNameLength));
        Within(LogBytes, 64 << 10, 1 << 30, nameof(LogBytes));
    }

    internal static void Within(long value, long lowest, long highest, string name)
    {
        if (value < lowest || value > highest)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it goes from {lowest} to {highest}.");
        }
    }
}

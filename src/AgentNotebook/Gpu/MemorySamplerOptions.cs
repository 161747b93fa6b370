namespace AgentNotebook.Gpu;

/// <summary>How often memory is read and how much is kept.</summary>
public sealed record MemorySamplerOptions
{
    /// <summary>Readings of each device a second.</summary>
    /// <value>Default 20; 1 to 200.</value>
    public int SamplesPerSecond { get; init; } = 20;

    /// <summary>Samples kept of each device; beyond that neighbours are merged and the lowest and the highest of them stay.</summary>
    /// <value>Default 4,096; 16 to 1,048,576.</value>
    public int Capacity { get; init; } = 4096;

    /// <summary>Marks kept; beyond that the oldest is dropped.</summary>
    /// <value>Default 1,000; 1 to 100,000.</value>
    public int MarkCapacity { get; init; } = 1000;

    /// <summary>Length of a mark's name; a longer one is cut.</summary>
    /// <value>Characters; default 200; 1 to 10,000.</value>
    public int MarkNameLength { get; init; } = 200;

    /// <exception cref="ArgumentOutOfRangeException">A value lies outside its range.</exception>
    internal void Validate()
    {
        Within(SamplesPerSecond, 1, 200, nameof(SamplesPerSecond));
        Within(Capacity, 16, 1 << 20, nameof(Capacity));
        Within(MarkCapacity, 1, 100_000, nameof(MarkCapacity));
        Within(MarkNameLength, 1, 10_000, nameof(MarkNameLength));
    }

    private static void Within(int value, int lowest, int highest, string name)
    {
        if (value < lowest || value > highest)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it goes from {lowest} to {highest}.");
        }
    }
}

namespace AgentNotebook.Execution.Workers;

/// <summary>How many workers are kept ready, and how fast they are replaced.</summary>
public sealed record WorkerPoolOptions
{
    /// <summary>Workers kept started, warmed and locked ahead of need. Each is used once and thrown away.</summary>
    /// <value>Default 2; from 0 (each run starts its own) to 64.</value>
    public int Spares { get; init; } = 2;

    /// <summary>Workers that may live at the same time, spares included. Runs beyond that wait in the order in which they came.</summary>
    /// <value>Default 4 for each processor, at least 8; from 1 to 1,024.</value>
    public int MaximumWorkers { get; init; } = Math.Max(8, 4 * Environment.ProcessorCount);

    /// <summary>Workers that may be starting at the same time.</summary>
    /// <value>Default one for each processor; from 1 to 64.</value>
    public int ConcurrentStarts { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 64);

    /// <summary>Spares that nobody asked for in this time are let go; the next run starts its own and fills the pool again.</summary>
    /// <value>Default 2 min; more than zero, or <see cref="Timeout.InfiniteTimeSpan"/>.</value>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromMinutes(2);
}

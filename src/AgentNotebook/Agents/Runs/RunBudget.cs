namespace AgentNotebook.Agents.Runs;

/// <summary>What a run may spend before the controller stops it.</summary>
public sealed record RunBudget
{
    /// <summary>Rounds of reflecting and revising. A fresh plan is one, too.</summary>
    /// <value>Default 5; 0 to 1,000.</value>
    public int Rounds { get; init; } = 5;

    /// <summary>Tokens that models read and write.</summary>
    /// <value>Default <see langword="null"/>: no limit.</value>
    public long? Tokens { get; init; }

    /// <summary>Price of the model calls, in US dollars.</summary>
    /// <value>Default <see langword="null"/>: no limit.</value>
    public decimal? Cost { get; init; }

    /// <summary>Processor time of all attempts together.</summary>
    /// <value>Default <see langword="null"/>: no limit but each attempt's own.</value>
    public TimeSpan? GuestCpu { get; init; }

    /// <summary>GPU memory in use by us at any time of the run.</summary>
    /// <value>Bytes; default <see langword="null"/>: no limit.</value>
    public long? GpuMemoryBytes { get; init; }

    /// <summary>Time the run is active; time in which nobody ran it does not count.</summary>
    /// <value>Default 10 min.</value>
    public TimeSpan WallTime { get; init; } = TimeSpan.FromMinutes(10);
}

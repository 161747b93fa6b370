namespace AgentNotebook.Agents.Retry;

/// <summary>How transient faults are waited out.</summary>
public sealed record RetryOptions
{
    /// <summary>Retries of one step before the fault counts as permanent.</summary>
    /// <value>Default 3; 0 to 20.</value>
    public int MaxRetries { get; init; } = 3;

    /// <summary>Median of the first wait; each further one doubles.</summary>
    /// <value>Default 500 ms.</value>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>No wait is longer, unless the other side asks for a longer one.</summary>
    /// <value>Default 30 s.</value>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>All waits of one step together. When the other side asks for more than is left, the run stops instead of coming earlier than asked.</summary>
    /// <value>Default 2 min.</value>
    public TimeSpan MaxTotalDelay { get; init; } = TimeSpan.FromMinutes(2);
}

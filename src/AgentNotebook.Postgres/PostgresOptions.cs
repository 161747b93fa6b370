namespace AgentNotebook.Postgres;

/// <summary>How a PostgreSQL store deals with a server that is slow or away.</summary>
public sealed record PostgresOptions
{
    /// <summary>How long a call waits for a server whose connection was lost, before it fails. Opening a store does not wait for a server that is not there.</summary>
    /// <value>Default 30 s, which a restart usually takes less than; 0 to 1 hour.</value>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the answer to one statement may take before the connection counts as lost. <c>Command Timeout</c> in the connection string goes before it.</summary>
    /// <value>Default 60 s; 1 s to 1 hour, in whole seconds. Compacting has no limit.</value>
    public TimeSpan StatementTimeout { get; init; } = TimeSpan.FromSeconds(60);

    internal PostgresOptions Check()
    {
        if (Patience < TimeSpan.Zero || Patience > TimeSpan.FromHours(1))
            throw new ArgumentOutOfRangeException(nameof(Patience), Patience, $"{nameof(Patience)} is not between 0 and 1 hour.");
        if (StatementTimeout < TimeSpan.FromSeconds(1) || StatementTimeout > TimeSpan.FromHours(1))
            throw new ArgumentOutOfRangeException(nameof(StatementTimeout), StatementTimeout, $"{nameof(StatementTimeout)} is not between 1 second and 1 hour.");
        return this;
    }
}

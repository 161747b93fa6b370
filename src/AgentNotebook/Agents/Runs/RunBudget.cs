namespace AgentNotebook.Agents.Runs;

/// <summary>What a run may spend before the controller stops it.</summary>
public sealed record RunBudget
{
    /// <summary>Rounds of reflecting and revising. A repeated code and a repeated fault count as a round each, too.</summary>
    /// <value>Default 5; 0 to 1,000.</value>
    public int Rounds { get; init; } = 5;

    /// <summary>Time the run is active; time in which nobody ran it does not count.</summary>
    /// <value>Default 10 min.</value>
    public TimeSpan WallTime { get; init; } = TimeSpan.FromMinutes(10);
}

namespace AgentNotebook.Agents.Budgets;

/// <summary>What a run may spend only so much of.</summary>
public enum BudgetKind
{
    /// <summary>Rounds of reflecting and revising.</summary>
    Rounds,

    /// <summary>Time the run is active.</summary>
    WallTime,

    /// <summary>Tokens that models read and write.</summary>
    Tokens,

    /// <summary>Price of the model calls.</summary>
    Cost,

    /// <summary>Processor time of the attempts.</summary>
    GuestCpu,

    /// <summary>GPU memory in use at any one time.</summary>
    GpuMemory,
}

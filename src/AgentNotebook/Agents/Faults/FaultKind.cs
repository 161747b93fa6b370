namespace AgentNotebook.Agents.Faults;

/// <summary>What a fault calls for.</summary>
public enum FaultKind
{
    /// <summary>The same thing may work when tried again: wait and retry.</summary>
    Transient,

    /// <summary>The same thing will fail again: change something.</summary>
    Permanent,
}

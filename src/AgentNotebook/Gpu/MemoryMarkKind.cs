namespace AgentNotebook.Gpu;

/// <summary>What a mark on a memory curve is of. Where there is no room for all, those set by hand are kept longest.</summary>
public enum MemoryMarkKind
{
    /// <summary>A moment that somebody named.</summary>
    Named,

    /// <summary>A cell begins.</summary>
    Cell,

    /// <summary>An agent's run enters a state.</summary>
    State,

    /// <summary>An attempt of an agent's run has ended.</summary>
    Attempt,

    /// <summary>A lease begins or ends.</summary>
    Lease,

    /// <summary>A device stopped to answer.</summary>
    Device,
}

namespace AgentNotebook.Tool.Grids.Engines.Clusters;

/// <summary>How far a cluster has come with a member.</summary>
internal enum ClusterPhase
{
    /// <summary>It waits, for the first time or again.</summary>
    Waiting,

    /// <summary>It runs or is about to.</summary>
    Running,

    /// <summary>Its process ended with 0.</summary>
    Completed,

    /// <summary>Someone cancelled it.</summary>
    Cancelled,

    /// <summary>It is over in any other way.</summary>
    Failed,
}

namespace AgentNotebook.Tool.Grids;

/// <summary>How a member of a grid ended.</summary>
internal enum MemberStatus
{
    /// <summary>Every cell ran.</summary>
    Succeeded,

    /// <summary>A cell failed.</summary>
    Failed,

    /// <summary>A safety rule refused something.</summary>
    Refused,

    /// <summary>A signal ended its process.</summary>
    Killed,

    /// <summary>Its process ended by itself, in another way than it should.</summary>
    Crashed,

    /// <summary>It was under way when the grid was stopped.</summary>
    Interrupted,

    /// <summary>The grid was stopped before its turn.</summary>
    NotRun,

    /// <summary>It waits for its turn on a cluster.</summary>
    Waiting,

    /// <summary>It runs on a cluster.</summary>
    Running,
}

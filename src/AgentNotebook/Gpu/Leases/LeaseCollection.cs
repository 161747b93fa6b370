namespace AgentNotebook.Gpu.Leases;

/// <summary>When the end of a lease collects garbage.</summary>
public enum LeaseCollection
{
    /// <summary>Always.</summary>
    Always,

    /// <summary>Where that can give device memory back: on a machine with a GPU, when an allocator has a hook, or when something was tracked or watched.</summary>
    WhereItHelps,
}

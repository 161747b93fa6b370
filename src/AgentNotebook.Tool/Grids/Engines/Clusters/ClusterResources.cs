namespace AgentNotebook.Tool.Grids.Engines.Clusters;

/// <summary>What each member asks of a cluster; what is <see langword="null"/> is left to the cluster's own defaults.</summary>
internal sealed record ClusterResources
{
    /// <summary>The longest time; after it the member is told to stop and later killed.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>Memory in bytes.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Processors.</summary>
    public int? Cpus { get; init; }

    /// <summary>GPUs.</summary>
    public int? Gpus { get; init; }

    /// <summary>Memory in whole MiB, rounded up.</summary>
    public long? MemoryMiB => (MemoryBytes + (1 << 20) - 1) >> 20;
}

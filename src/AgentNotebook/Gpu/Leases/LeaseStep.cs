namespace AgentNotebook.Gpu.Leases;

/// <summary>What the end of a lease does, in this order.</summary>
public enum LeaseStep
{
    /// <summary>Leases that were begun within it and are still open are ended, the youngest first.</summary>
    EndInner,

    /// <summary>What was tracked is disposed, the last first.</summary>
    Dispose,

    /// <summary>Garbage is collected twice, with finalizers between.</summary>
    Collect,

    /// <summary>Allocators give back what they only keep.</summary>
    EmptyCache,

    /// <summary>Devices finish what they were given.</summary>
    Synchronize,

    /// <summary>What is in use is measured, and what allocators say of themselves is read.</summary>
    Measure,
}

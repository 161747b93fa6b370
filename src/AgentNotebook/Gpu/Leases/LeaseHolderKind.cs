namespace AgentNotebook.Gpu.Leases;

/// <summary>What may keep memory from coming back.</summary>
public enum LeaseHolderKind
{
    /// <summary>A tracked object whose own disposal failed.</summary>
    NotDisposed,

    /// <summary>A tracked or watched object that something still refers to.</summary>
    StillReferenced,

    /// <summary>An exception thrown within the lease that something still refers to, with all that hangs on it.</summary>
    StoredException,

    /// <summary>A caching allocator that keeps memory for its next request.</summary>
    AllocatorCache,
}

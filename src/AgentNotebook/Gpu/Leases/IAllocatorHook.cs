namespace AgentNotebook.Gpu.Leases;

/// <summary>A caching allocator that keeps memory for its next request: what a lease asks to give it back.</summary>
/// <remarks>
/// A library that allocates on a device, such as libtorch, hands freed memory to its own cache and not to the driver. A lease calls
/// its hooks after everything that was tracked is disposed and collected. Whatever a hook throws is reported, and the next one is called.
/// </remarks>
public interface IAllocatorHook
{
    /// <summary>What it is called on a report, such as <c>libtorch CUDA</c>.</summary>
    string Name { get; }

    /// <summary>What it cannot do here and why, in a sentence; empty when it can do everything.</summary>
    string Limitation { get; }

    /// <summary>Gives cached memory that is not in use back to the driver. Does nothing where <see cref="Limitation"/> says so.</summary>
    void EmptyCache();

    /// <summary>Waits until the devices have done what they were given to do, so that what is measured next is at rest.</summary>
    void Synchronize();

    /// <summary>What it has allocated and what it keeps.</summary>
    /// <returns><see langword="null"/> when it does not tell.</returns>
    AllocatorStatistics? ReadStatistics();
}

using AgentNotebook.Gpu.Leases;

namespace AgentNotebook.Tests.Gpu.Leases;

/// <summary>An allocator that does what a test says.</summary>
internal sealed class ScriptedHook(string name, List<string> log) : IAllocatorHook
{
    public Action OnEmptyCache { get; init; } = () => { };

    public Action OnSynchronize { get; init; } = () => { };

    public Func<AllocatorStatistics?> Statistics { get; init; } = () => null;

    public string Name => name;

    public string Limitation { get; init; } = "";

    public void EmptyCache()
    {
        log.Add($"empty {name}");
        OnEmptyCache();
    }

    public void Synchronize()
    {
        log.Add($"synchronize {name}");
        OnSynchronize();
    }

    public AllocatorStatistics? ReadStatistics() => Statistics();
}

using AgentNotebook.Gpu;
using AgentNotebook.Gpu.Leases;

namespace AgentNotebook.TorchSharp.Tests;

/// <summary>Leases over the memory of this process, on whatever machine.</summary>
internal sealed class LeaseBench : IDisposable
{
    private readonly IMemoryProbe _probe = MemoryProbes.Detect("/nowhere/no-driver");
    private readonly MemorySampler _sampler;

    public LeaseBench()
    {
        _sampler = new MemorySampler(_probe);
        Leases = new MemoryLeases(_sampler);
    }

    public MemoryLeases Leases { get; }

    public void Dispose()
    {
        Leases.Dispose();
        _sampler.Dispose();
        _probe.Dispose();
    }
}

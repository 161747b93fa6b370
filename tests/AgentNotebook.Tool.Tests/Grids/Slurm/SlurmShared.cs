using AgentNotebook.Tool.Bench.Scale;

namespace AgentNotebook.Tool.Tests.Grids.Slurm;

/// <summary>One Slurm for all tests of a class, started by the first that uses it: none is where all are skipped.</summary>
public sealed class SlurmShared : IDisposable
{
    private readonly Lazy<ScratchSlurm> _slurm = new(() => new ScratchSlurm());

    internal ScratchSlurm Slurm => _slurm.Value;

    public void Dispose()
    {
        if (_slurm.IsValueCreated)
        {
            _slurm.Value.Dispose();
        }
    }
}

using AgentNotebook.Tool.Bench.Scale;
using AgentNotebook.Tool.Tests.Support;

namespace AgentNotebook.Tool.Tests.Grids.Slurm;

/// <summary>A test on a real Slurm of its own, whose members run code in a sandbox.</summary>
public sealed class SlurmFactAttribute : FactAttribute
{
    public SlurmFactAttribute() => Skip = SlurmPrograms.WhyNot is { } why ? $"Not here: {why}." : new SandboxFactAttribute().Skip;
}

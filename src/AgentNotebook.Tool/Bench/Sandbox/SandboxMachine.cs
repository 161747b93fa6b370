using AgentNotebook.Execution;
using AgentNotebook.Tool.Bench.Figures;

namespace AgentNotebook.Tool.Bench.Sandbox;

/// <summary>What the sandbox's figures were taken on.</summary>
internal sealed record SandboxMachine : Machine
{
    /// <summary>Whether the worker was compiled ahead of time.</summary>
    public bool WorkerIsReadyToRun { get; } = IsReadyToRun(Path.Combine(AppContext.BaseDirectory, "worker", "AgentNotebook.Worker.dll"));

    /// <summary>The level that was really active.</summary>
    public required SandboxLevel Level { get; init; }

    public required string LevelInWords { get; init; }

    protected override string ReadyToRun => $"{base.ReadyToRun}, worker {YesNo(WorkerIsReadyToRun)}";

    public override IEnumerable<string> ToLines() => base.ToLines().Prepend($"Level {Level.ToString().ToLowerInvariant()}: {LevelInWords}");
}

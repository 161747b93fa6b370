using AgentNotebook.Agents.Runs;

namespace AgentNotebook.Agents.Events;

/// <summary>A run began.</summary>
/// <param name="Request">What it was started with.</param>
public sealed record RunStarted(RunRequest Request) : RunEvent
{
    /// <summary>What its code is handed, by value; <see langword="null"/> for nothing.</summary>
    public RunInputs? Inputs { get; init; }
}

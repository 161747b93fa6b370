namespace AgentNotebook.Agents.States;

/// <summary>A state in which the run loop has nothing to do.</summary>
internal abstract class RestingState : IAgentState
{
    public abstract AgentState State { get; }

    public bool IsHeavy(RunContext context) => false;

    public Task<StepResult?> ActAsync(RunContext context, CancellationToken cancellationToken) => Task.FromResult<StepResult?>(null);
}

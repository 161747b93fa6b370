namespace AgentNotebook.Agents.States;

/// <summary>Finds where a run begins, or goes on after it was reopened.</summary>
internal sealed class ReadyState : IAgentState
{
    public AgentState State => AgentState.Ready;

    public bool IsHeavy(RunContext context) => false;

    public Task<StepResult?> ActAsync(RunContext context, CancellationToken cancellationToken)
    {
        var run = context.Run;
        var revising = run.UnusedAnswers.Count > 0 ? run.UnusedAnswers[^1].State == AgentState.Revising : run.Attempts.Count > 0;
        return Task.FromResult<StepResult?>(run switch
        {
            { PendingCode: not null } => new(AgentTrigger.TryPending, "There is code that was not tried yet."),
            _ when revising => new(AgentTrigger.ReviseAgain, "The last attempt did not succeed."),
            _ => new(AgentTrigger.Start, "A new run."),
        });
    }
}

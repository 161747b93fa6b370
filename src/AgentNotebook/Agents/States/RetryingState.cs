using AgentNotebook.Agents.Retry;

namespace AgentNotebook.Agents.States;

/// <summary>Waits a transient fault out, then sends the run back to the state that met it, or gives up when there were enough retries.</summary>
internal sealed class RetryingState : IAgentState
{
    public AgentState State => AgentState.Retrying;

    public async Task<StepResult?> ActAsync(RunContext context, CancellationToken cancellationToken)
    {
        var run = context.Run;
        var options = run.Request.Retry;
        if (run.Retries > options.MaxRetries)
        {
            return new StepResult(context.StopTrigger, $"{options.MaxRetries} retries did not help: {run.Faults[^1].Fault.Reason}");
        }

        var wait = Wait(context);
        await Task.Delay(wait, context.Time, cancellationToken);
        var trigger = run.RetryOrigin switch
        {
            AgentState.Planning => AgentTrigger.RetryPlanning,
            AgentState.Acting => AgentTrigger.RetryActing,
            AgentState.Revising => AgentTrigger.RetryRevising,
            var origin => throw new InvalidOperationException($"Run {run.Id} retries from {origin}, which has no retry."),
        };
        return new StepResult(trigger, $"Retry {run.Retries} of {options.MaxRetries} after {wait.TotalSeconds:0.0} s.");
    }

    /// <summary>Steps of one run draw from different seeds, or each would wait the same times.</summary>
    private static TimeSpan Wait(RunContext context)
    {
        var (run, options) = (context.Run, context.Run.Request.Retry);
        var step = run.Transitions.Count(record => record.Transition.Trigger is AgentTrigger.Planned or AgentTrigger.Revised or AgentTrigger.Acted);
        var drawn = RetrySchedule.Draw(options, unchecked((run.Request.Seed * 397) ^ step))[run.Retries - 1];
        var asked = run.Faults[^1].Fault.RetryAfter ?? TimeSpan.Zero;
        return asked > drawn ? (asked < options.MaxDelay ? asked : options.MaxDelay) : drawn;
    }
}

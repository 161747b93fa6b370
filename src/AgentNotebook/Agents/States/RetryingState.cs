using System.Globalization;
using AgentNotebook.Agents.Budgets;
using AgentNotebook.Agents.Retry;

namespace AgentNotebook.Agents.States;

/// <summary>Waits a transient fault out, then sends the run back to the state that met it, or gives up when there were enough retries or the wait would be too long.</summary>
internal sealed class RetryingState : IAgentState
{
    public AgentState State => AgentState.Retrying;

    public bool IsHeavy(RunContext context) => false;

    public async Task<StepResult?> ActAsync(RunContext context, CancellationToken cancellationToken)
    {
        var run = context.Run;
        var options = run.Request.Retry;
        if (run.Retries > options.MaxRetries)
        {
            return new StepResult(context.StopTrigger, $"{options.MaxRetries} retries did not help: {run.Faults[^1].Fault.Reason}");
        }

        var waits = RetryWaits.Of(run);
        if (TooLong(context, waits) is { } problem)
        {
            return new StepResult(context.StopTrigger, $"{problem} {run.Faults[^1].Fault.Reason}");
        }

        await Task.Delay(waits.Next, context.Time, cancellationToken);
        var trigger = run.RetryOrigin switch
        {
            AgentState.Planning => AgentTrigger.RetryPlanning,
            AgentState.Acting => AgentTrigger.RetryActing,
            AgentState.Revising => AgentTrigger.RetryRevising,
            var origin => throw new InvalidOperationException($"Run {run.Id} retries from {origin}, which has no retry."),
        };
        return new StepResult(trigger, Say($"Retry {run.Retries} of {options.MaxRetries} after {waits.Next.TotalSeconds:0.0} s."));
    }

    private static string? TooLong(RunContext context, RetryWaits waits)
    {
        var run = context.Run;
        var who = waits.IsAsked ? "The other side asks to wait" : "The next retry would wait";
        if (waits.Waited + waits.Next > run.Request.Retry.MaxTotalDelay)
        {
            return Say($"{who} {waits.Next.TotalSeconds:0.#} s, and of the {run.Request.Retry.MaxTotalDelay.TotalSeconds:0.#} s that a step may wait {(run.Request.Retry.MaxTotalDelay - waits.Waited).TotalSeconds:0.#} s are left. Resume the run later.");
        }

        return RunBudgets.Read(run, BudgetKind.WallTime).Left is { } left && waits.Next.TotalSeconds > left
            ? Say($"{who} {waits.Next.TotalSeconds:0.#} s, longer than the {left:0.#} s that are left of the run's time budget. Resume the run later.")
            : null;
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

using AgentNotebook.Agents.Control.Limits;
using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Faults;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Models;
using AgentNotebook.Sessions;

namespace AgentNotebook.Agents.States;

/// <summary>Judges the outcome of the last attempt; of a success, asks what it means.</summary>
internal sealed class ReflectingState : IAgentState
{
    public AgentState State => AgentState.Reflecting;

    public bool IsHeavy(RunContext context) => context.Run.Attempts[^1].Succeeded && AsksForExplanation(context);

    public async Task<StepResult?> ActAsync(RunContext context, CancellationToken cancellationToken)
    {
        var attempt = context.Run.Attempts[^1];
        if (!attempt.Succeeded)
        {
            var fault = FaultClassifier.Classify(attempt);
            return new StepResult(AgentTrigger.RevisionNeeded, fault.Reason, new FaultMet(State, fault));
        }

        var checks = attempt.Outcome!.Checks.Count;
        return new StepResult(
            AgentTrigger.ChecksPassed,
            checks == 0 ? "The code ran to its end; no check was asked for." : $"The code ran to its end and {(checks == 1 ? "the check holds" : $"all {checks} checks hold")}.",
            await ExplainAsync(context, cancellationToken));
    }

    private static bool AsksForExplanation(RunContext context) =>
        context.Run.Explanation is null && context.Model.Roles.HasFlag(ModelRole.Explain) && !HardLimits.ForbidModelCalls(context.Run);

    // An explanation is worth one call and no failure: the result is there without it.
    private async Task<IReadOnlyList<RunEvent>> ExplainAsync(RunContext context, CancellationToken cancellationToken)
    {
        var (run, model) = (context.Run, context.Model);
        if (!AsksForExplanation(context))
        {
            return [];
        }

        try
        {
            await context.AskAsync(ModelRole.Explain, async (finished, written) => await model.ExplainAsync(
                new ExplainRequest(run.Request.Brief, run.Attempts, finished) { Memory = RunMemoryReader.Read(run), Limits = run.Request.Limits, Written = written },
                cancellationToken));
            return [];
        }
        catch (Exception exception) when (exception is not SessionStoreException && !cancellationToken.IsCancellationRequested)
        {
            return [new FaultMet(State, FaultClassifier.Classify(exception))];
        }
    }
}

using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Faults;

namespace AgentNotebook.Agents.States;

/// <summary>Judges the outcome of the last attempt.</summary>
internal sealed class ReflectingState : IAgentState
{
    public AgentState State => AgentState.Reflecting;

    public Task<StepResult?> ActAsync(RunContext context, CancellationToken cancellationToken)
    {
        var attempt = context.Run.Attempts[^1];
        if (attempt.Succeeded)
        {
            var checks = attempt.Outcome!.Checks.Count;
            return Task.FromResult<StepResult?>(new(
                AgentTrigger.ChecksPassed,
                checks == 0 ? "The code ran to its end; no check was asked for." : $"The code ran to its end and {(checks == 1 ? "the check holds" : $"all {checks} checks hold")}."));
        }

        var fault = FaultClassifier.Classify(attempt);
        return Task.FromResult<StepResult?>(new(AgentTrigger.RevisionNeeded, fault.Reason, new FaultMet(State, fault)));
    }
}

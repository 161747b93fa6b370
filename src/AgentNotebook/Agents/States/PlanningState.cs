using AgentNotebook.Models;

namespace AgentNotebook.Agents.States;

/// <summary>Asks the model for a plan and the first code.</summary>
internal sealed class PlanningState : IAgentState
{
    public AgentState State => AgentState.Planning;

    public async Task<StepResult?> ActAsync(RunContext context, CancellationToken cancellationToken)
    {
        var answer = await context.AskAsync(
            State,
            async call =>
            {
                var reply = await context.Model.PlanAsync(new PlanRequest(context.Run.Request.Brief, call - 1), cancellationToken);
                return (reply.Plan, reply.Code);
            });
        return new StepResult(AgentTrigger.Planned, answer.Text);
    }
}

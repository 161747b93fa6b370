using AgentNotebook.Models;

namespace AgentNotebook.Agents.States;

/// <summary>Asks the model for the next code.</summary>
internal sealed class RevisingState : IAgentState
{
    public AgentState State => AgentState.Revising;

    public async Task<StepResult?> ActAsync(RunContext context, CancellationToken cancellationToken)
    {
        var run = context.Run;
        var answer = await context.AskAsync(
            State,
            async call =>
            {
                var reply = await context.Model.ReviseAsync(new ReviseRequest(run.Request.Brief, run.Attempts, call - 1), cancellationToken);
                return (reply.Explanation, reply.Code);
            });
        return answer.Code is null
            ? new StepResult(context.StopTrigger, $"The model knows no further: {answer.Text}")
            : new StepResult(AgentTrigger.Revised, answer.Text);
    }
}

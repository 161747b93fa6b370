using AgentNotebook.Agents.Runs;
using AgentNotebook.Models;

namespace AgentNotebook.Agents.States;

/// <summary>Asks the model for a plan and the first code.</summary>
internal sealed class PlanningState : IAgentState
{
    public AgentState State => AgentState.Planning;

    public bool IsHeavy(RunContext context) => true;

    public async Task<StepResult?> ActAsync(RunContext context, CancellationToken cancellationToken)
    {
        var (run, model) = (context.Run, context.Model);
        var plan = await context.AskAsync(ModelRole.Plan, async (finished, written) => await model.PlanAsync(
            new PlanRequest(run.Request.Brief, finished) { Memory = RunMemoryReader.Read(run), Limits = run.Request.Limits, Guidance = RunMemoryReader.Guidance(run), Written = written },
            cancellationToken));
        if (plan.Code is null)
        {
            await context.AskAsync(ModelRole.Write, async (finished, written) => await model.WriteAsync(
                new WriteRequest(run.Request.Brief, finished) { Memory = RunMemoryReader.Read(run), Limits = run.Request.Limits, Guidance = RunMemoryReader.Guidance(run), Written = written },
                cancellationToken));
        }

        return new StepResult(AgentTrigger.Planned, plan.Text);
    }
}

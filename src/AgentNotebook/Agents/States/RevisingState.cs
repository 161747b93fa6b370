using AgentNotebook.Agents.Runs;
using AgentNotebook.Models;

namespace AgentNotebook.Agents.States;

/// <summary>Asks the model for the cause of the failure, when it is one that diagnoses, and for the next code.</summary>
internal sealed class RevisingState : IAgentState
{
    public AgentState State => AgentState.Revising;

    public bool IsHeavy(RunContext context) => true;

    public async Task<StepResult?> ActAsync(RunContext context, CancellationToken cancellationToken)
    {
        var (run, model) = (context.Run, context.Model);
        if (model.Roles.HasFlag(ModelRole.Diagnose))
        {
            await context.AskAsync(ModelRole.Diagnose, async (finished, written) => await model.DiagnoseAsync(
                new DiagnoseRequest(run.Request.Brief, run.Attempts, finished) { Memory = RunMemoryReader.Read(run), Limits = run.Request.Limits, Guidance = RunMemoryReader.Guidance(run), Written = written },
                cancellationToken));
        }

        var answer = await context.AskAsync(ModelRole.Revise, async (finished, written) => await model.ReviseAsync(
            new ReviseRequest(run.Request.Brief, run.Attempts, finished) { Memory = RunMemoryReader.Read(run), Limits = run.Request.Limits, Guidance = RunMemoryReader.Guidance(run), Written = written },
            cancellationToken));
        return answer.Code is null
            ? new StepResult(context.StopTrigger, $"The model knows no further: {answer.Text}")
            : new StepResult(AgentTrigger.Revised, answer.Text);
    }
}

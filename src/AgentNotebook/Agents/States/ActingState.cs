using AgentNotebook.Agents.Events;
using AgentNotebook.Execution.Compiling;
using AgentNotebook.Models;

namespace AgentNotebook.Agents.States;

/// <summary>Compiles the code and runs it in the child.</summary>
internal sealed class ActingState : IAgentState
{
    public AgentState State => AgentState.Acting;

    public bool IsHeavy(RunContext context) => true;

    public async Task<StepResult?> ActAsync(RunContext context, CancellationToken cancellationToken)
    {
        var run = context.Run;
        var code = run.PendingCode ?? throw new InvalidOperationException($"Run {run.Id} is acting without code.");
        var options = new GuestCompileOptions { Variables = run.Inputs.Variables, CheckCode = run.Request.Brief.CheckCode };
        var compilation = await Task.Run(() => context.Compiler.Compile(code, run.Request.Brief.Checks, options, cancellationToken), cancellationToken);
        var outcome = compilation.Program is { } program
            ? await context.Runner.RunAsync(program with { Inputs = run.Inputs.Files }, run.Request.Limits, cancellationToken)
            : null;
        var attempt = new Attempt(run.Attempts.Count + 1, code, compilation.Errors, outcome);
        return new StepResult(
            AgentTrigger.Acted,
            outcome is null ? $"Attempt {attempt.Number} does not compile." : $"Attempt {attempt.Number}: {outcome.Verdict}.",
            new AttemptFinished(attempt));
    }
}

using AgentNotebook.Agents.Runs;
using AgentNotebook.Execution;

namespace AgentNotebook.Magics.AgentRuns;

/// <summary>Runs what a model tries with the inputs of its run, of which the model itself knows only names and types.</summary>
/// <param name="runner">Where it runs.</param>
/// <param name="inputs">The run's inputs.</param>
internal sealed class HandingRunner(ICodeRunner runner, RunInputs inputs) : ICodeRunner
{
    public Task<SandboxStatus> PrepareAsync(CancellationToken cancellationToken) => runner.PrepareAsync(cancellationToken);

    public Task<GuestOutcome> RunAsync(GuestProgram program, ExecutionLimits limits, CancellationToken cancellationToken) => runner.RunAsync(
        program with
        {
            Variables = [.. program.Variables.Select(declared => inputs.Variables.FirstOrDefault(variable => variable.Name == declared.Name) ?? declared)],
            Inputs = inputs.Files,
        },
        limits,
        cancellationToken);

    // The runner is the notebook's.
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

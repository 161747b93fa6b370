using AgentNotebook.Execution;

namespace AgentNotebook.Tests.Support;

/// <summary>A runner that gives the outcomes it was told, one a run.</summary>
public sealed class ObedientRunner(params GuestOutcome[] outcomes) : ICodeRunner
{
    private int _runs;

    /// <summary>How many runs find no worker before one does.</summary>
    public int StartFailures { get; set; }

    /// <summary>Called when a run begins.</summary>
    public Action? BeforeRun { get; init; }

    public Task<SandboxStatus> PrepareAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new SandboxStatus { Level = SandboxLevel.None, InWords = "nothing runs here" });

    public Task<GuestOutcome> RunAsync(GuestProgram program, ExecutionLimits limits, CancellationToken cancellationToken)
    {
        BeforeRun?.Invoke();
        cancellationToken.ThrowIfCancellationRequested();
        if (StartFailures-- > 0)
        {
            throw new WorkerUnavailableException("No worker, as told.");
        }

        return Task.FromResult(outcomes[_runs++]);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

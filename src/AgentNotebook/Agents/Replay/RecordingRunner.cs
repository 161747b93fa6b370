using AgentNotebook.Execution;
using AgentNotebook.Models.Recording;

namespace AgentNotebook.Agents.Replay;

/// <summary>Runs code elsewhere and keeps what came of it.</summary>
internal sealed class RecordingRunner(ICodeRunner inner, Action<OutcomeLine> record, Func<string, string> scrub) : ICodeRunner
{
    public Task<SandboxStatus> PrepareAsync(CancellationToken cancellationToken) => inner.PrepareAsync(cancellationToken);

    public async Task<GuestOutcome> RunAsync(GuestProgram program, ExecutionLimits limits, CancellationToken cancellationToken)
    {
        GuestOutcome outcome;
        try
        {
            outcome = await inner.RunAsync(program, limits, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            record(new OutcomeLine([], TimeSpan.Zero, TimeSpan.Zero, 0, null) { Fault = RecordedFault.Of(exception, scrub) });
            throw;
        }

        record(new OutcomeLine(OutcomePrint.Of(outcome, scrub), outcome.WallTime, outcome.CpuTime, outcome.PeakMemoryBytes, outcome.ExitCode)
        {
            Level = outcome.Level,
            Stopped = OutcomePrint.Repeats(outcome) ? null : outcome with { Artifacts = [] },
        });
        return outcome;
    }

    // The runner is the notebook's.
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

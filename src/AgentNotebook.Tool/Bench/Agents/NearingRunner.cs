using System.Globalization;
using AgentNotebook.Execution;

namespace AgentNotebook.Tool.Bench.Agents;

/// <summary>A runner whose outcomes come nearer to the goal by a hundredth each time, so that the controller looks at every attempt and never has a reason to speak.</summary>
internal sealed class NearingRunner : ICodeRunner
{
    /// <summary>The check that does not hold.</summary>
    public const string Check = "result == 0";

    private double _distance = 1e9;

    public Task<SandboxStatus> PrepareAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new SandboxStatus { Level = SandboxLevel.None, InWords = "nothing runs here" });

    public Task<GuestOutcome> RunAsync(GuestProgram program, ExecutionLimits limits, CancellationToken cancellationToken)
    {
        _distance *= 0.99;
        return Task.FromResult(new GuestOutcome
        {
            Verdict = Verdict.Completed,
            ResultJson = "1",
            ResultType = "double",
            Checks = [new CheckOutcome(Check, Passed: false, Error: null, [new CheckValue("result", _distance.ToString("R", CultureInfo.InvariantCulture))])],
        });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

using System.Diagnostics;
using AgentNotebook.Execution;

namespace AgentNotebook.Tests.Execution.Sandbox;

public class InterruptTests
{
    // More than a worker takes to get ready: its guest runs.
    private static readonly TimeSpan _running = TimeSpan.FromMilliseconds(600);

    private static readonly TimeSpan _atOnce = TimeSpan.FromMilliseconds(500);

    [Theory]
    [AtLevel(SandboxLevel.Isolated)]
    [AtLevel(SandboxLevel.Confined)]
    [AtLevel(SandboxLevel.Filtered)]
    [AtLevel(SandboxLevel.None)]
    public async Task cancelling_kills_the_child_at_once(SandboxLevel level)
    {
        using var worker = new WorkerCopy();
        await using var runner = worker.Runner(level, spares: 0);
        using var cancel = new CancellationTokenSource();
        var run = runner.RunAsync(Guests.Compile("new Thread(() => { while (true) { } }).Start();\nwhile (true) { }"), Guests.Limits with { WallTime = TimeSpan.FromMinutes(1) }, cancel.Token);
        IReadOnlyList<int> children = [];
        Assert.True(SpinWait.SpinUntil(() => (children = worker.Processes).Any(child => ProcessFiles.CpuTime(child) > _running), TimeSpan.FromSeconds(30)));

        var clock = Stopwatch.StartNew();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);

        DemandGone(level, () => !children.Any(ProcessFiles.Lives));
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, _atOnce);
    }

    [Theory]
    [AtLevel(SandboxLevel.Isolated)]
    [AtLevel(SandboxLevel.Confined)]
    [AtLevel(SandboxLevel.Filtered)]
    public async Task disposing_a_runner_ends_its_runs_and_leaves_no_process(SandboxLevel level)
    {
        using var worker = new WorkerCopy();
        var runner = worker.Runner(level, spares: 2);
        await runner.PrepareAsync(CancellationToken.None);
        var run = runner.RunAsync(Guests.Compile("while (true) { }"), Guests.Limits, CancellationToken.None);
        Assert.NotEmpty(worker.Processes);

        await runner.DisposeAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        DemandGone(level, () => worker.Processes.Count == 0);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => runner.RunAsync(Guests.Compile("1"), Guests.Limits, CancellationToken.None));
        await runner.DisposeAsync();
    }

    // In namespaces of their own the dead are buried by their first process, a moment after the guest has ended.
    private static void DemandGone(SandboxLevel level, Func<bool> areGone) =>
        Assert.True(level == SandboxLevel.Isolated ? SpinWait.SpinUntil(areGone, _atOnce) : areGone());
}

using System.Diagnostics;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Workers;

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
        using var folder = OwnWorker(out var path);
        await using var runner = new WorkerRunner(new WorkerRunnerOptions { WorkerPath = path, Sandbox = SandboxRunners.Exactly(level), Pool = new() { Spares = 0 } });
        using var cancel = new CancellationTokenSource();
        var run = runner.RunAsync(Guests.Compile("new Thread(() => { while (true) { } }).Start();\nwhile (true) { }"), Guests.Limits with { WallTime = TimeSpan.FromMinutes(1) }, cancel.Token);
        IReadOnlyList<int> children = [];
        Assert.True(SpinWait.SpinUntil(() => (children = ProcessFiles.WithCommand(folder.Path)).Any(child => ProcessFiles.CpuTime(child) > _running), TimeSpan.FromSeconds(30)));

        var clock = Stopwatch.StartNew();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);

        // When the caller hears of it no guest code runs any more. In namespaces of their own the dead are buried by their first process, a moment later.
        Assert.True(level == SandboxLevel.Isolated || !children.Any(ProcessFiles.Lives));
        Assert.True(SpinWait.SpinUntil(() => !children.Any(ProcessFiles.Lives), _atOnce));
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, _atOnce);
    }

    [Theory]
    [AtLevel(SandboxLevel.Isolated)]
    [AtLevel(SandboxLevel.Confined)]
    [AtLevel(SandboxLevel.Filtered)]
    public async Task disposing_a_runner_ends_its_runs_and_leaves_no_process(SandboxLevel level)
    {
        using var folder = OwnWorker(out var path);
        var runner = new WorkerRunner(new WorkerRunnerOptions { WorkerPath = path, Sandbox = SandboxRunners.Exactly(level) });
        await runner.PrepareAsync(CancellationToken.None);
        var run = runner.RunAsync(Guests.Compile("while (true) { }"), Guests.Limits, CancellationToken.None);
        Assert.NotEmpty(ProcessFiles.WithCommand(folder.Path));

        await runner.DisposeAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Empty(ProcessFiles.WithCommand(folder.Path));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => runner.RunAsync(Guests.Compile("1"), Guests.Limits, CancellationToken.None));
        await runner.DisposeAsync();
    }

    // A copy of the worker, whose path tells its processes from those of other tests.
    private static TestFolder OwnWorker(out string path)
    {
        var folder = new TestFolder();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "worker")))
        {
            File.Copy(file, Path.Combine(folder.Path, Path.GetFileName(file)));
        }

        folder.OpenToAll();
        path = Path.Combine(folder.Path, "AgentNotebook.Worker.dll");
        return folder;
    }
}

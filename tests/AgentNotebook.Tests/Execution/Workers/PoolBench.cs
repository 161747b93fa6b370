using AgentNotebook.Execution;
using AgentNotebook.Execution.Sandbox;
using AgentNotebook.Execution.Workers;
using AgentNotebook.Tests.Support;

namespace AgentNotebook.Tests.Execution.Workers;

/// <summary>A pool of real workers, without a sandbox because those start fastest, whose starts can be counted, held up and made to fail.</summary>
internal sealed class PoolBench : IAsyncDisposable
{
    private static readonly WorkerFiles _files = WorkerFiles.Find(new WorkerRunnerOptions());

    private readonly Lock _gate = new();
    private readonly Queue<Task> _before = new();
    private readonly List<WorkerProcess> _workers = [];
    private int _starting;

    internal PoolBench(WorkerPoolOptions options) => Pool = new WorkerPool(StartAsync, options, Time);

    internal static ExecutionLimits Other { get; } = Guests.Limits with { MemoryBytes = 128 << 20 };

    internal WorkerPool Pool { get; }

    internal ManualTimeProvider Time { get; } = new();

    /// <summary>How many starts were begun.</summary>
    internal int Starts { get; private set; }

    /// <summary>The most workers that lived or were starting at one time.</summary>
    internal int MostLiving { get; private set; }

    /// <summary>The workers that live.</summary>
    internal IReadOnlyList<WorkerProcess> Living
    {
        get
        {
            lock (_gate)
            {
                return [.. _workers.Where(worker => !worker.HasExited)];
            }
        }
    }

    /// <summary>The next start that was not given something to wait for yet waits for this, and fails when it does.</summary>
    internal void HoldNextStart(Task until)
    {
        lock (_gate)
        {
            _before.Enqueue(until);
        }
    }

    internal Task<WorkerProcess> TakeAsync(ExecutionLimits? limits = null, CancellationToken cancellationToken = default) => Pool.TakeAsync(limits ?? Guests.Limits, cancellationToken);

    internal static void Until(Func<bool> condition) => Assert.True(SpinWait.SpinUntil(condition, TimeSpan.FromSeconds(30)), "It did not come about within 30 s.");

    public ValueTask DisposeAsync() => Pool.DisposeAsync();

    private async Task<WorkerProcess> StartAsync(ExecutionLimits limits, CancellationToken cancellationToken)
    {
        Task? before;
        lock (_gate)
        {
            Starts++;
            _starting++;
            MostLiving = Math.Max(MostLiving, _starting + _workers.Count(worker => !worker.HasExited));
            _ = _before.TryDequeue(out before);
        }

        try
        {
            await (before ?? Task.CompletedTask).WaitAsync(cancellationToken);
            var worker = await WorkerProcess.StartAsync(OrdinaryLauncher.None(), _files, new WorkerRunnerOptions(), limits, cancellationToken);
            lock (_gate)
            {
                _workers.Add(worker);
            }

            return worker;
        }
        finally
        {
            lock (_gate)
            {
                _starting--;
            }
        }
    }
}

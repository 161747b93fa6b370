namespace AgentNotebook.Execution.Workers;

/// <summary>Watches a running worker's time and memory, and kills it at a limit.</summary>
/// <remarks>A thread of its own: a host whose thread pool is busy must not let a guest run on.</remarks>
internal sealed class WorkerWatch : IDisposable
{
    private const int TicksBetweenReadings = 2;

    private readonly WorkerProcess _worker;
    private readonly ExecutionLimits _limits;
    private readonly WorkerRunnerOptions _options;
    private readonly long _start;
    private readonly ManualResetEventSlim _stop = new();
    private readonly Thread _thread;

    internal WorkerWatch(WorkerProcess worker, ExecutionLimits limits, WorkerRunnerOptions options)
    {
        _worker = worker;
        _limits = limits;
        _options = options;
        _start = options.Time.GetTimestamp();
        _thread = new Thread(Watch) { IsBackground = true, Name = "worker watch", Priority = ThreadPriority.AboveNormal };
        _thread.Start();
    }

    internal TimeSpan Elapsed => _options.Time.GetElapsedTime(_start);

    /// <summary>The limit that ended the worker, if one did.</summary>
    internal WorkerLimit Limit { get; private set; }

    /// <summary>Stops watching; no limit is found after it returns.</summary>
    internal void Stop()
    {
        _stop.Set();
        _thread.Join();
    }

    public void Dispose()
    {
        Stop();
        _stop.Dispose();
    }

    private void Watch()
    {
        for (var tick = 0; !_stop.Wait(_options.WatchInterval); tick++)
        {
            if (tick % TicksBetweenReadings == 0)
            {
                _worker.Meter.SampleLoad();
            }

            Limit = Exceeded();
            if (Limit != WorkerLimit.None)
            {
                _worker.Meter.Read();
                _worker.Kill();
                return;
            }
        }
    }

    private WorkerLimit Exceeded() =>
        _worker.Meter.Sample() > _limits.MemoryBytes ? WorkerLimit.Memory
        : _worker.Meter.Threads > _limits.Threads ? WorkerLimit.Threads
        : _worker.CpuTime > _limits.CpuTime ? WorkerLimit.CpuTime
        : Elapsed > _limits.WallTime ? WorkerLimit.WallTime
        : WorkerLimit.None;
}

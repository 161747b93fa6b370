namespace AgentNotebook.Execution.Workers;

/// <summary>Watches a running worker's time and memory, and kills it at a limit.</summary>
internal sealed class WorkerWatch : IDisposable
{
    private const int TicksBetweenReadings = 2;

    private readonly WorkerProcess _worker;
    private readonly ExecutionLimits _limits;
    private readonly WorkerRunnerOptions _options;
    private readonly long _start;
    private int _tick;

    internal WorkerWatch(WorkerProcess worker, ExecutionLimits limits, WorkerRunnerOptions options)
    {
        (_worker, _limits, _options) = (worker, limits, options);
        _start = options.Time.GetTimestamp();
        WatchThread.Add(this);
    }

    /// <summary>How often it wants to look.</summary>
    internal TimeSpan Interval => _options.WatchInterval;

    internal TimeSpan Elapsed => _options.Time.GetElapsedTime(_start);

    /// <summary>The limit that ended the worker, if one did.</summary>
    internal WorkerLimit Limit { get; private set; }

    /// <summary>Stops watching; no limit is found after it returns.</summary>
    internal void Stop() => WatchThread.Remove(this);

    /// <summary>Looks once.</summary>
    /// <returns>Whether there is more to watch.</returns>
    internal bool Look()
    {
        if (_tick++ % TicksBetweenReadings == 0)
        {
            _worker.Meter.SampleLoad();
        }

        Limit = Exceeded();
        if (Limit == WorkerLimit.None)
        {
            return true;
        }

        _worker.Meter.Read();
        _worker.Kill();
        return false;
    }

    public void Dispose() => Stop();

    private WorkerLimit Exceeded() =>
        _worker.Meter.Sample() > _limits.MemoryBytes ? WorkerLimit.Memory
        : _worker.Meter.Threads > _limits.Threads ? WorkerLimit.Threads
        : _worker.CpuTime > _limits.CpuTime ? WorkerLimit.CpuTime
        : Elapsed > _limits.WallTime ? WorkerLimit.WallTime
        : WorkerLimit.None;
}

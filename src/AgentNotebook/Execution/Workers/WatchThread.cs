namespace AgentNotebook.Execution.Workers;

/// <summary>Looks after every worker that runs, from one thread of its own: a host whose thread pool is busy must not let a guest run on.</summary>
internal static class WatchThread
{
    private static readonly Lock _gate = new();
    private static readonly List<WorkerWatch> _watches = [];
    private static readonly ManualResetEventSlim _any = new();
    private static Thread? _thread;

    internal static void Add(WorkerWatch watch)
    {
        lock (_gate)
        {
            _watches.Add(watch);
            _any.Set();
            if (_thread is null)
            {
                _thread = new Thread(Run) { IsBackground = true, Name = "watches workers", Priority = ThreadPriority.AboveNormal };
                _thread.Start();
            }
        }
    }

    /// <summary>Ends a watch; it does not look any more when this returns.</summary>
    internal static void Remove(WorkerWatch watch)
    {
        lock (_gate)
        {
            _ = _watches.Remove(watch);
        }
    }

    private static void Run()
    {
        while (true)
        {
            _any.Wait();
            Thread.Sleep(Interval());
            lock (_gate)
            {
                _ = _watches.RemoveAll(watch => !watch.Look());
                if (_watches.Count == 0)
                {
                    _any.Reset();
                }
            }
        }
    }

    private static TimeSpan Interval()
    {
        lock (_gate)
        {
            return _watches.Count == 0 ? TimeSpan.Zero : _watches.Min(watch => watch.Interval);
        }
    }
}

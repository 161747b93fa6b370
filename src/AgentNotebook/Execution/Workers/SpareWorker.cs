namespace AgentNotebook.Execution.Workers;

/// <summary>Keeps at most one worker started ahead.</summary>
internal sealed class SpareWorker(WorkerRunnerOptions options) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _closing = new();
    private Task<WorkerProcess>? _starting;
    private long _memoryBytes;

    /// <summary>Begins to start a spare, unless there is one.</summary>
    internal void Begin(ExecutionLimits limits)
    {
        lock (_gate)
        {
            if (options.Pool.Spares > 0 && _starting is null && !_closing.IsCancellationRequested)
            {
                _memoryBytes = limits.MemoryBytes;
                _starting = Task.Run(() => WorkerProcess.StartAsync(options, limits.MemoryBytes, limits.Startup, _closing.Token), CancellationToken.None);
            }
        }
    }

    /// <summary>A ready worker: the spare when it fits, else a new one.</summary>
    /// <exception cref="WorkerUnavailableException">None could be started.</exception>
    internal async Task<WorkerProcess> TakeAsync(ExecutionLimits limits, CancellationToken cancellationToken)
    {
        Task<WorkerProcess>? spare;
        bool fits;
        lock (_gate)
        {
            (spare, _starting) = (_starting, null);
            fits = _memoryBytes == limits.MemoryBytes;
        }

        if (spare is not null && fits)
        {
            try
            {
                var worker = await spare.WaitAsync(limits.Startup, options.Time, cancellationToken).ConfigureAwait(false);
                if (!worker.HasExited)
                {
                    return worker;
                }

                await worker.DisposeAsync().ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is WorkerUnavailableException or TimeoutException)
            {
                // A spare that failed is nobody's failure: the run gets a worker of its own, and its error if that fails too.
                _ = DiscardAsync(spare);
            }
            catch (OperationCanceledException)
            {
                _ = DiscardAsync(spare);
                throw;
            }
        }
        else if (spare is not null)
        {
            _ = DiscardAsync(spare);
        }

        return await WorkerProcess.StartAsync(options, limits.MemoryBytes, limits.Startup, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        Task<WorkerProcess>? spare;
        lock (_gate)
        {
            _closing.Cancel();
            (spare, _starting) = (_starting, null);
        }

        if (spare is not null)
        {
            await DiscardAsync(spare).ConfigureAwait(false);
        }
    }

    private static async Task DiscardAsync(Task<WorkerProcess> spare)
    {
        try
        {
            await (await spare.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is WorkerUnavailableException or OperationCanceledException)
        {
            // It never came up; its own clean-up is done.
        }
    }
}

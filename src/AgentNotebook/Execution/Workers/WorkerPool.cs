namespace AgentNotebook.Execution.Workers;

/// <summary>Keeps workers started ahead, hands each out once, and lets those wait who ask for more than may live, in the order in which they came.</summary>
internal sealed class WorkerPool : IAsyncDisposable
{
    private readonly Func<ExecutionLimits, CancellationToken, Task<WorkerProcess>> _start;
    private readonly WorkerPoolOptions _options;
    private readonly ITimer _idle;
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly SpareWorkers _ready = new();
    private readonly LinkedList<WorkerRequest> _waiting = new();
    private readonly Dictionary<Task, WorkerSize> _starting = [];
    private readonly List<TaskCompletionSource<IReadOnlyList<int>>> _settling = [];
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ExecutionLimits _lastAsked = new();
    private int _out;
    private bool _isIdle;

    internal WorkerPool(Func<ExecutionLimits, CancellationToken, Task<WorkerProcess>> start, WorkerPoolOptions options, TimeProvider time)
    {
        (_start, _options) = (start, options);
        _idle = time.CreateTimer(static pool => ((WorkerPool)pool!).LetSparesGo(), this, options.IdleTime, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Spares that are ready now.</summary>
    internal int Ready
    {
        get
        {
            lock (_gate)
            {
                return _ready.Count;
            }
        }
    }

    private int Living => _ready.Count + _starting.Count + _out;

    /// <summary>A ready worker. It is given back, used up, with <see cref="RetireAsync"/>.</summary>
    /// <exception cref="WorkerUnavailableException">None could be started.</exception>
    internal async Task<WorkerProcess> TakeAsync(ExecutionLimits limits, CancellationToken cancellationToken)
    {
        WorkerRequest request;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closing.IsCancellationRequested, this);
            (_lastAsked, _isIdle) = (limits, false);
            _ = _idle.Change(_options.IdleTime, Timeout.InfiniteTimeSpan);
            request = new WorkerRequest(limits);
            _waiting.AddLast(request);
            Serve();
            if (!request.Worker.IsCompleted && _ready.Count >= _options.Spares && _ready.TakeOldest() is { } misfit)
            {
                // The spares are all of another size: one makes room for one of this.
                Discard(misfit);
            }

            Fill();
        }

        try
        {
            return await request.Worker.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Forget(request);
            throw;
        }
    }

    /// <summary>Waits until nobody waits, runs, ends or starts: what spares there will be are there.</summary>
    /// <returns>The process ids of the spares.</returns>
    internal async Task<IReadOnlyList<int>> SettleAsync(CancellationToken cancellationToken)
    {
        var settled = new TaskCompletionSource<IReadOnlyList<int>>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _settling.Add(settled);
            TellIfSettled();
        }

        return await settled.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Adds a worker that was started elsewhere.</summary>
    internal void Add(WorkerProcess worker, ExecutionLimits limits)
    {
        lock (_gate)
        {
            _lastAsked = limits;
            _ready.Add(WorkerSize.Of(limits), worker);
            Fill();
        }
    }

    /// <summary>Takes back a worker that was used: ends it, beside whatever comes next.</summary>
    /// <returns>Ends when it is gone.</returns>
    internal async Task RetireAsync(WorkerProcess worker)
    {
        await Task.Yield();
        await worker.DisposeAsync().ConfigureAwait(false);
        lock (_gate)
        {
            _out--;
            Fill();
            TellIfEmpty();
            TellIfSettled();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task[] starting;
        lock (_gate)
        {
            foreach (var request in _waiting)
            {
                request.Fail(new ObjectDisposedException(nameof(WorkerPool)));
            }

            // Only then: what is told to stop here fails at once, and would fail those who wait in its own way.
            _waiting.Clear();
            _closing.Cancel();
            starting = [.. _starting.Keys];
        }

        await _idle.DisposeAsync().ConfigureAwait(false);
        await Task.WhenAll(starting).ConfigureAwait(false);
        LetSparesGo();
        await AllReturnedAsync().ConfigureAwait(false);
    }

    // Hands ready workers to those who wait, the first first.
    private void Serve()
    {
        for (var node = _waiting.First; node is not null && _ready.Count > 0;)
        {
            var (request, next) = (node.Value, node.Next);
            if (TakeReady(WorkerSize.Of(request.Limits)) is { } worker)
            {
                _waiting.Remove(node);
                _out++;
                request.Give(worker);
            }

            node = next;
        }
    }

    private WorkerProcess? TakeReady(WorkerSize size)
    {
        List<WorkerProcess> dead = [];
        var taken = _ready.Take(size, dead);
        dead.ForEach(Discard);
        return taken;
    }

    // Starts what is missing: first for those who wait, then spares of the size that was asked for last.
    private void Fill()
    {
        StartForWaiting();
        // Spares are filled up once the last is taken or nobody runs: starting one takes processor time from whoever does.
        while (!_closing.IsCancellationRequested && !_isIdle && (_ready.Count == 0 || _out == 0)
            && _ready.Count + _starting.Count < _options.Spares && Living < _options.MaximumWorkers && _starting.Count < _options.ConcurrentStarts)
        {
            Begin(_lastAsked);
        }
    }

    private void StartForWaiting()
    {
        if (_closing.IsCancellationRequested)
        {
            return;
        }

        foreach (var request in _waiting.Where(request => !request.HasStart))
        {
            if (Living >= _options.MaximumWorkers && _ready.TakeOldest() is { } misfit)
            {
                Discard(misfit);
            }

            if (Living >= _options.MaximumWorkers || _starting.Count >= _options.ConcurrentStarts)
            {
                return;
            }

            request.HasStart = true;
            Begin(request.Limits);
        }
    }

    private void Begin(ExecutionLimits limits)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _starting.Add(started.Task, WorkerSize.Of(limits));
        _ = Task.Run(() => StartAsync(limits, started), CancellationToken.None);
    }

    private async Task StartAsync(ExecutionLimits limits, TaskCompletionSource started)
    {
        WorkerProcess? worker = null;
        Exception? failure = null;
        try
        {
            worker = await _start(limits, _closing.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        lock (_gate)
        {
            _starting.Remove(started.Task);
            if (worker is not null)
            {
                _ready.Add(WorkerSize.Of(limits), worker);
                Serve();
                Fill();
                if (_isIdle)
                {
                    LetSparesGo();
                }
            }
            else if (Unlucky(WorkerSize.Of(limits)) is { } unlucky)
            {
                _waiting.Remove(unlucky);
                unlucky.Fail(failure!);
                Fill();
            }
            else
            {
                // Its place is free for someone who waits; no other spare is tried at once, which would fail again and again.
                StartForWaiting();
            }

            TellIfSettled();
        }

        started.SetResult();
    }

    // A spare that fails is nobody's failure. One that is missing to those who were promised a start is the first one's.
    private WorkerRequest? Unlucky(WorkerSize size)
    {
        var promised = _waiting.Where(request => request.HasStart && WorkerSize.Of(request.Limits) == size).ToList();
        return promised.Count > _starting.Values.Count(started => started == size) ? promised[0] : null;
    }

    private void Forget(WorkerRequest request)
    {
        lock (_gate)
        {
            if (_waiting.Remove(request))
            {
                TellIfSettled();
                return;
            }

            // It was served in the same moment: the worker has seen no guest and is as good as new.
            if (request.Worker is { IsCompletedSuccessfully: true, Result: var worker })
            {
                if (_closing.IsCancellationRequested)
                {
                    _ = RetireAsync(worker);
                    return;
                }

                _out--;
                _ready.Add(WorkerSize.Of(request.Limits), worker);
                Serve();
                TellIfSettled();
            }
        }
    }

    private Task AllReturnedAsync()
    {
        lock (_gate)
        {
            TellIfEmpty();
            return _empty.Task;
        }
    }

    private void TellIfEmpty()
    {
        if (_closing.IsCancellationRequested && _out == 0)
        {
            _ = _empty.TrySetResult();
        }
    }

    private void TellIfSettled()
    {
        if (_settling.Count > 0 && _waiting.Count == 0 && _starting.Count == 0 && _out == 0)
        {
            int[] spares = [.. _ready.Ids];
            _settling.ForEach(settled => settled.SetResult(spares));
            _settling.Clear();
        }
    }

    private void LetSparesGo()
    {
        lock (_gate)
        {
            _isIdle = true;
            foreach (var worker in _ready.TakeAll())
            {
                Discard(worker);
            }
        }
    }

    private void Discard(WorkerProcess worker)
    {
        lock (_gate)
        {
            _out++;
            _ = RetireAsync(worker);
        }
    }
}

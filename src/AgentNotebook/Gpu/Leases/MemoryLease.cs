using System.Runtime.CompilerServices;

namespace AgentNotebook.Gpu.Leases;

/// <summary>A scope of work whose memory is proved back: what was tracked in it is disposed at its end, what allocators keep is asked for, and memory is measured before, at its peak and after.</summary>
/// <remarks>
/// <para>Leases nest: one begun while another is open in the same flow of execution, across <c>await</c> and into tasks started from there, is
/// the other's inner lease, and ends with it at the latest. A lease may be ended on any thread, and more than once: the first end does the
/// work, every other waits for it and gets the same report. Safe to call from any thread.</para>
/// <para>The end never throws: what goes wrong in it is in <see cref="LeaseReport.Failures"/>, and every step after it is done.</para>
/// </remarks>
public sealed class MemoryLease : IDisposable, IAsyncDisposable
{
    // Whoever ends a lease from within its own end would wait for himself.
    private static readonly AsyncLocal<MemoryLease?> _endingHere = new();

    private readonly Lock _gate = new();
    private readonly MemoryLeases _office;
    private readonly LeaseOptions _options;
    private readonly TimeProvider _time;
    private readonly LeaseMeter _meter;
    private readonly string _mark;
    private readonly long _begun;
    private readonly List<TrackedObject> _tracked = [];
    private readonly List<MemoryLease> _inner = [];
    private readonly CancellationTokenSource _overBudget = new();
    private readonly ITimer? _watch;
    private TaskCompletionSource<LeaseReport>? _ending;
    private long _overBytes;

    internal MemoryLease(MemoryLeases office, string name, string mark, MemorySampler sampler, LeaseOptions options, TimeProvider time, MemoryLease? parent)
    {
        (_office, Name, _mark, _options, _time, Parent) = (office, name, mark, options, time, parent);
        Exceptions = new ThrownExceptions(options.ExceptionCapacity);
        _begun = time.GetTimestamp();
        _meter = LeaseMeter.Begin(sampler, mark);
        _watch = options.BudgetBytes is null
            ? null
            : time.CreateTimer(static lease => ((MemoryLease)lease!).HoldToBudget(), this, options.WatchInterval, options.WatchInterval);
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The leases it is one of.</summary>
    public MemoryLeases Leases => _office;

    /// <summary>The lease around it; <see langword="null"/> for an outermost one.</summary>
    public MemoryLease? Parent { get; }

    /// <summary>What it may take, in bytes; <see langword="null"/> for no limit.</summary>
    public long? BudgetBytes => _options.BudgetBytes;

    /// <summary>Cancelled as soon as more was taken than <see cref="BudgetBytes"/>: hand it to work that should stop then.</summary>
    public CancellationToken OverBudget => _overBudget.Token;

    /// <summary>What it came to; <see langword="null"/> before its end.</summary>
    public LeaseReport? Report { get; private set; }

    /// <summary>Whether it has begun to end.</summary>
    public bool HasEnded => Volatile.Read(ref _ending) is not null;

    /// <summary>What was thrown while it was the flow's lease.</summary>
    internal ThrownExceptions Exceptions { get; }

    /// <summary>Hands an object over: the lease disposes it at its end, the last tracked first, and knows its name if it stays.</summary>
    /// <typeparam name="T">Its type: disposable, synchronously or asynchronously.</typeparam>
    /// <param name="tracked">The object. Tracking it twice is tracking it once.</param>
    /// <param name="bytes">The memory it keeps, in bytes; <see langword="null"/> when that is not known.</param>
    /// <param name="name">What the report calls it. Default: the expression it was written as.</param>
    /// <returns>The object.</returns>
    /// <exception cref="ArgumentException">It is not disposable; or the size is negative.</exception>
    /// <exception cref="ObjectDisposedException">The lease has ended. The object is still the caller's.</exception>
    /// <exception cref="MemoryBudgetException">The named sizes exceed the budget. The object is tracked all the same.</exception>
    public T Track<T>(T tracked, long? bytes = null, [CallerArgumentExpression(nameof(tracked))] string? name = null)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(tracked);
        if (tracked is not (IDisposable or IAsyncDisposable))
        {
            throw new ArgumentException($"A {tracked.GetType().Name} cannot be disposed, so a lease cannot give it back. Watch it instead: the lease then names it when it stays.", nameof(tracked));
        }

        Add(tracked, bytes, name, isDisposed: true);
        return tracked;
    }

    /// <summary>Keeps an eye on an object without keeping it alive or disposing it: the lease names it if it is still there at the end.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="watched">The object, such as a large array.</param>
    /// <param name="bytes">The memory it keeps, in bytes; <see langword="null"/> when that is not known.</param>
    /// <param name="name">What the report calls it. Default: the expression it was written as.</param>
    /// <returns>The object.</returns>
    /// <exception cref="ArgumentException">The size is negative.</exception>
    /// <exception cref="ObjectDisposedException">The lease has ended.</exception>
    /// <exception cref="MemoryBudgetException">The named sizes exceed the budget.</exception>
    public T Watch<T>(T watched, long? bytes = null, [CallerArgumentExpression(nameof(watched))] string? name = null)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(watched);
        Add(watched, bytes, name, isDisposed: false);
        return watched;
    }

    /// <summary>Reads memory and holds it to the budget.</summary>
    /// <exception cref="MemoryBudgetException">More was taken than <see cref="BudgetBytes"/> since the lease began.</exception>
    public void ThrowIfOverBudget()
    {
        if (BudgetBytes is not { } budget)
        {
            return;
        }

        HoldToBudget();
        if (OverBudget.IsCancellationRequested)
        {
            throw new MemoryBudgetException(Name, budget, Volatile.Read(ref _overBytes));
        }
    }

    /// <summary>Ends the lease; see <see cref="End"/>.</summary>
    public void Dispose()
    {
        if (!IsEndingHere)
        {
            End();
        }
    }

    /// <summary>Ends the lease; see <see cref="EndAsync"/>.</summary>
    public ValueTask DisposeAsync() => IsEndingHere ? ValueTask.CompletedTask : new ValueTask(EndAsync().AsTask());

    /// <summary>Ends the lease: every step of <see cref="LeaseStep"/>, in this order. Blocks for objects that are only disposable asynchronously.</summary>
    /// <returns>What it came to.</returns>
    /// <exception cref="InvalidOperationException">It is called from within the lease's own end.</exception>
    public LeaseReport End() => EndOnceAsync(isAsync: false).GetAwaiter().GetResult();

    /// <summary>Ends the lease as <see cref="End"/> does, and disposes asynchronously what can be.</summary>
    /// <returns>What it came to.</returns>
    /// <exception cref="InvalidOperationException">It is called from within the lease's own end.</exception>
    public ValueTask<LeaseReport> EndAsync() => new(EndOnceAsync(isAsync: true));

    internal void AddInner(MemoryLease lease)
    {
        lock (_gate)
        {
            _inner.Add(lease);
        }
    }

    internal void RemoveInner(MemoryLease lease)
    {
        lock (_gate)
        {
            _inner.Remove(lease);
        }
    }

    private bool IsEndingHere
    {
        get
        {
            // An inner lease that ends in the end of this one is this one's end, too.
            var lease = _endingHere.Value;
            while (lease is not null && !ReferenceEquals(lease, this))
            {
                lease = lease.Parent;
            }

            return lease is not null && HasEnded && Report is null;
        }
    }

    // Not async: what it changes of the flow has to reach the caller.
    private Task<LeaseReport> EndOnceAsync(bool isAsync)
    {
        if (IsEndingHere)
        {
            throw new InvalidOperationException($"The lease '{Name}' is being ended, by what it disposes itself.");
        }

        TaskCompletionSource<LeaseReport> ending;
        lock (_gate)
        {
            if (_ending is not null)
            {
                return _ending.Task;
            }

            _ending = ending = new TaskCompletionSource<LeaseReport>(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        _office.Leave(this);
        var running = EndCoreAsync(ending, isAsync);
        return running.IsCompletedSuccessfully ? ending.Task : Both(running, ending.Task);

        static async Task<LeaseReport> Both(Task running, Task<LeaseReport> report)
        {
            await running.ConfigureAwait(false);
            return await report.ConfigureAwait(false);
        }
    }

    private async Task EndCoreAsync(TaskCompletionSource<LeaseReport> ending, bool isAsync)
    {
        try
        {
            _endingHere.Value = this;
            _watch?.Dispose();
            Report = await ReportAsync(isAsync).ConfigureAwait(false);
            ending.SetResult(Report);
        }
        catch (Exception exception)
        {
            ending.SetException(exception);
            throw;
        }

        _office.Tell(Report, _options);
    }

    private async Task<LeaseReport> ReportAsync(bool isAsync)
    {
        var (inner, hooks) = (Inner(), _office.Hooks);
        var ending = new LeaseEnding(_tracked, hooks, _options, _time, isAsync);
        var held = _meter.Read(endMark: null);
        await ending.EndInnerAsync(inner).ConfigureAwait(false);
        await ending.DisposeTrackedAsync().ConfigureAwait(false);
        var collects = _options.Collection == LeaseCollection.Always || held.IsGpu || hooks.Count > 0 || _tracked.Count > 0;
        if (collects)
        {
            await ending.CollectAsync().ConfigureAwait(false);
        }

        ending.AskAllocators();
        var allocators = ending.ReadAllocators();
        var reading = _meter.Read(_options.IsAnnounced ? $"{_mark} ends" : null);
        return Judge(reading, allocators, ending.Failures, collects);
    }

    private LeaseReport Judge(LeaseReading reading, IReadOnlyList<LeaseAllocator> allocators, IReadOnlyList<LeaseFailure> failures, bool collected)
    {
        var memory = reading.Memory;
        var tolerance = Math.Max(_options.ToleranceBytes, (long)((memory?.TakenBytes ?? 0) * _options.ToleranceShare));
        bool? isBack = memory is null ? null : memory.LeftBytes <= tolerance;
        Hold(memory);
        return new LeaseReport(
            Name,
            reading.Title,
            reading.IsGpu,
            _time.GetElapsedTime(_begun),
            reading.Devices,
            memory,
            isBack,
            tolerance,
            isBack == true ? [] : LeaseHolders.Find(_tracked, Exceptions, allocators, _options.ToleranceBytes),
            failures,
            allocators)
        {
            TrackedCount = _tracked.Count,
            TrackedBytes = TrackedBytes,
            Collected = collected,
            BudgetBytes = BudgetBytes,
            IsOverBudget = _overBudget.IsCancellationRequested,
        };
    }

    private long TrackedBytes => _tracked.Sum(known => known.Bytes ?? 0);

    private MemoryLease[] Inner()
    {
        lock (_gate)
        {
            return [.. _inner.Where(lease => !lease.HasEnded)];
        }
    }

    private void Add(object target, long? bytes, string? name, bool isDisposed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes ?? 0, nameof(bytes));
        long named;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_ending is not null, this);
            if (_tracked.Find(known => known.Is(target)) is { } known)
            {
                known.Bytes = bytes ?? known.Bytes;
            }
            else
            {
                _tracked.Add(new TrackedObject(target, string.IsNullOrWhiteSpace(name) ? target.GetType().Name : name, bytes, isDisposed));
            }

            named = TrackedBytes;
        }

        if (BudgetBytes is { } budget && named > budget)
        {
            Exceed(named);
            throw new MemoryBudgetException(Name, budget, named);
        }
    }

    private void HoldToBudget()
    {
        if (!HasEnded && !_overBudget.IsCancellationRequested)
        {
            Hold(_meter.Read(endMark: null).Memory);
        }
    }

    private void Hold(LeaseMemory? memory)
    {
        if (BudgetBytes is { } budget && memory is not null
            && (_options.BudgetIncludesBefore ? memory.PeakBytes : memory.TakenBytes) is var used && used > budget)
        {
            Exceed(used);
        }
    }

    private void Exceed(long used)
    {
        Interlocked.CompareExchange(ref _overBytes, used, 0);
        // On another thread: what hangs on the token may not run inside a timer or a lock of ours.
        _ = _overBudget.CancelAsync();
    }
}

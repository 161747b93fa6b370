namespace AgentNotebook.Gpu.Leases;

/// <summary>Begins leases and knows those that are open. In a notebook this is <c>GpuMemory</c>: <c>using (var lease = GpuMemory.Lease("train")) { … }</c>.</summary>
/// <remarks>Measures by a sampler, on whose curve each lease is marked. Safe to call from any thread.</remarks>
public sealed class MemoryLeases : IDisposable
{
    private const int LongestName = 100;

    private static readonly AsyncLocal<MemoryLease?> _current = new();

    private readonly Lock _gate = new();
    private readonly MemorySampler _sampler;
    private readonly TimeProvider _time;
    private readonly List<MemoryLease> _open = [];
    private readonly Dictionary<string, int> _names = [];
    private IReadOnlyList<IAllocatorHook> _hooks = [];
    private bool _disposed;

    /// <summary>Leases that are measured by a sampler.</summary>
    /// <param name="sampler">Reads memory; stays the caller's to dispose, after this.</param>
    /// <param name="time">Clock and timers. Default: the system's.</param>
    public MemoryLeases(MemorySampler sampler, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(sampler);
        (_sampler, _time) = (sampler, time ?? TimeProvider.System);
    }

    /// <summary>The innermost lease that is open in this flow of execution; <see langword="null"/> when none is.</summary>
    public static MemoryLease? Current
    {
        get
        {
            var lease = _current.Value;
            while (lease is { HasEnded: true })
            {
                lease = lease.Parent;
            }

            return lease;
        }
    }

    /// <summary>Told of each lease that ended and is announced, on the thread that ended it. What a listener throws is dropped: the lease has ended.</summary>
    public event Action<LeaseReport>? Ended;

    /// <summary>The open leases, the oldest first.</summary>
    public IReadOnlyList<MemoryLease> Open
    {
        get
        {
            lock (_gate)
            {
                return [.. _open];
            }
        }
    }

    /// <summary>The allocators that each lease asks for their caches, in the order in which they were added.</summary>
    public IReadOnlyList<IAllocatorHook> Hooks => Volatile.Read(ref _hooks);

    /// <summary>Adds an allocator. Adding one of the same name replaces it.</summary>
    /// <param name="hook">The allocator.</param>
    public void AddHook(IAllocatorHook hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        lock (_gate)
        {
            Volatile.Write(ref _hooks, [.. _hooks.Where(known => known.Name != hook.Name), hook]);
        }
    }

    /// <summary>Begins a lease.</summary>
    /// <param name="name">What it is for; at most 100 characters are kept.</param>
    /// <param name="budgetBytes">What it may take, in bytes; <see langword="null"/> for no limit.</param>
    /// <returns>The lease; dispose it to end it.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The budget is below 1 byte.</exception>
    /// <exception cref="ObjectDisposedException">The notebook is closed.</exception>
    public MemoryLease Lease(string name, long? budgetBytes = null) => Lease(name, new LeaseOptions { BudgetBytes = budgetBytes });

    /// <summary>Begins a lease.</summary>
    /// <param name="name">What it is for; at most 100 characters are kept.</param>
    /// <param name="options">What it allows and how patient it is.</param>
    /// <returns>The lease; dispose it to end it.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option lies outside its range.</exception>
    /// <exception cref="ObjectDisposedException">The notebook is closed.</exception>
    public MemoryLease Lease(string name, LeaseOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        name = name.Length <= LongestName ? name : name[..(LongestName - 1)] + "…";
        string mark;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            // The curve finds a mark by its name, so each lease has one of its own.
            var count = _names[name] = _names.GetValueOrDefault(name) + 1;
            var plain = options.IsAnnounced ? $"lease {name}" : name;
            mark = count == 1 ? plain : $"{plain} #{count}";
        }

        var parent = Current;
        var lease = new MemoryLease(this, name, mark, _sampler, options, _time, parent);
        lock (_gate)
        {
            _open.Add(lease);
        }

        ExceptionWatch.Begin();
        parent?.AddInner(lease);
        _current.Value = lease;
        return lease;
    }

    /// <summary>Ends every lease that is still open, the youngest first. None can be begun afterwards.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
        }

        foreach (var lease in Open.Reverse())
        {
            lease.Dispose();
        }
    }

    /// <summary>The lease is ending: the flow is back in the lease around it.</summary>
    internal void Leave(MemoryLease lease)
    {
        bool wasOpen;
        lock (_gate)
        {
            wasOpen = _open.Remove(lease);
        }

        if (wasOpen)
        {
            ExceptionWatch.End();
        }

        lease.Parent?.RemoveInner(lease);
        if (ReferenceEquals(_current.Value, lease))
        {
            _current.Value = lease.Parent;
        }
    }

    internal void Tell(LeaseReport report, LeaseOptions options)
    {
        if (!options.IsAnnounced)
        {
            return;
        }

        try
        {
            Ended?.Invoke(report);
        }
        catch (Exception)
        {
            // The end of a lease does not throw, and who looks on cannot make it.
        }
    }
}

using AgentNotebook.Gpu.Sampling;

namespace AgentNotebook.Gpu;

/// <summary>Reads a probe in the background and keeps a bounded curve with marks.</summary>
/// <remarks>
/// Memory is bounded for however long it runs, and a reading allocates nothing here. A device that does not answer is
/// marked so once and asked again at the next reading. Safe to call from any thread.
/// </remarks>
public sealed class MemorySampler : IDisposable
{
    /// <summary>A driver that hangs must not hang whoever sets a mark: beyond this the mark goes without a reading of its own.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly Lock _reading = new();
    private readonly Lock _data = new();
    private readonly IMemoryProbe _probe;
    private readonly TimeProvider _time;
    private readonly SampleRecord _record;
    private readonly bool[] _lost;
    private readonly long _origin;
    private readonly ITimer _timer;
    private BudgetWatch[] _watches = [];
    private int _rate;
    private volatile bool _running;
    private volatile bool _disposed;

    /// <summary>Takes a first sample and starts sampling.</summary>
    /// <param name="probe">What to read; stays the caller's to dispose, after the sampler.</param>
    /// <param name="options">Rate and bounds. Default: as documented there.</param>
    /// <param name="time">Clock and timer. Default: the system's.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option lies outside its range.</exception>
    public MemorySampler(IMemoryProbe probe, MemorySamplerOptions? options = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(probe);
        _probe = probe;
        options ??= new MemorySamplerOptions();
        options.Validate();
        _time = time ?? TimeProvider.System;
        _lost = new bool[probe.Devices.Count];
        _record = new SampleRecord(probe, options, _time.GetUtcNow());
        _origin = _time.GetTimestamp();
        _rate = options.SamplesPerSecond;
        _timer = ReferenceEquals(_time, TimeProvider.System)
            ? new TickThread(Sample)
            : _time.CreateTimer(static state => ((MemorySampler)state!).Sample(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Sample();
        Start();
    }

    /// <summary>The file to which samples are appended; <see langword="null"/> when they are not, or not any more.</summary>
    public string? LogFile => _record.LogFile;

    /// <summary>Whether memory is read in the background. When not, it is read only where a mark is set or somebody asks.</summary>
    public bool IsRunning => _running;

    /// <summary>Readings of each device a second while it runs.</summary>
    public int SamplesPerSecond => _rate;

    /// <summary>Marks that were dropped because there were more than <see cref="MemorySamplerOptions.MarkCapacity"/>.</summary>
    public long MarksDropped => _record.MarksDropped;

    /// <summary>Begins to read in the background, or goes on at another rate.</summary>
    /// <param name="samplesPerSecond">Readings of each device a second, 1 to 200. Default: as before.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate lies outside its range.</exception>
    public void Start(int? samplesPerSecond = null)
    {
        if (samplesPerSecond is { } rate)
        {
            MemorySamplerOptions.Within(rate, MemorySamplerOptions.LeastSamplesPerSecond, MemorySamplerOptions.MostSamplesPerSecond, nameof(samplesPerSecond));
            _rate = rate;
        }

        _running = !_disposed;
        var interval = TimeSpan.FromSeconds(1.0 / _rate);
        _timer.Change(interval, interval);
    }

    /// <summary>Reads no more in the background until it is started again. What was sampled stays.</summary>
    public void Stop()
    {
        _running = false;
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Names the present moment and reads every device.</summary>
    /// <param name="name">What happens now; cut at <see cref="MemorySamplerOptions.MarkNameLength"/>.</param>
    /// <param name="kind">What the mark is of.</param>
    public void Mark(string name, MemoryMarkKind kind = MemoryMarkKind.Named)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        lock (_data)
        {
            _record.AddMark(_time.GetElapsedTime(_origin), name, kind);
        }

        Sample(Patience);
    }

    /// <summary>The curve up to now. It does not change when sampling goes on.</summary>
    public MemoryCurve Snapshot()
    {
        lock (_data)
        {
            return _record.Whole();
        }
    }

    /// <summary>The curve from the latest mark of a name up to now, with its times counted from that mark.</summary>
    /// <param name="markName">The mark's name, as given to <see cref="Mark"/>.</param>
    /// <returns>The curve; peaks are those since the mark, whatever was merged in between.</returns>
    /// <exception cref="ArgumentException">There is no such mark, or it was dropped.</exception>
    public MemoryCurve Since(string markName)
    {
        ArgumentNullException.ThrowIfNull(markName);
        lock (_data)
        {
            return _record.Since(markName);
        }
    }

    /// <summary>Reads every device now and says what is in use by us.</summary>
    /// <returns>One entry a device that has ever answered, in order.</returns>
    public IReadOnlyList<MemoryUse> UseByUs()
    {
        Sample(Patience);
        lock (_data)
        {
            List<MemoryUse> uses = [];
            for (var device = 0; device < _lost.Length; device++)
            {
                if (_record.Latest(device) is { } latest)
                {
                    uses.Add(_record.Use(device, latest));
                }
            }

            return uses;
        }
    }

    /// <summary>Tells once when a reading finds more in use by us on a device than a budget allows.</summary>
    /// <param name="budgetBytes">The budget, of each device by itself; more than 0.</param>
    /// <param name="exceeded">Called on the thread that reads, which waits for it: it has to be quick. What it throws is dropped.</param>
    /// <returns>Ends the watch when disposed.</returns>
    public IDisposable Watch(long budgetBytes, Action<MemoryOverBudget> exceeded)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(budgetBytes);
        ArgumentNullException.ThrowIfNull(exceeded);
        var watch = new BudgetWatch(budgetBytes, exceeded, Unwatch);
        lock (_data)
        {
            _watches = [.. _watches, watch];
        }

        Sample(Patience);
        return watch;
    }

    /// <summary>Stops sampling. What was sampled stays to be read.</summary>
    public void Dispose()
    {
        _running = false;
        _disposed = true;
        _timer.Dispose();

        // Lets a reading under way end, so that the probe can be disposed next; a driver that hangs is not waited for.
        if (_reading.TryEnter(Patience))
        {
            _reading.Exit();
        }

        lock (_data)
        {
            _record.Dispose();
        }
    }

    /// <summary>Reads every device now; does nothing while another reading is under way or after disposal.</summary>
    internal void Sample() => Sample(TimeSpan.Zero);

    private void Sample(TimeSpan patience)
    {
        if (!_reading.TryEnter(patience))
        {
            return;
        }

        try
        {
            for (var device = 0; device < _lost.Length && !_disposed; device++)
            {
                var at = _time.GetElapsedTime(_origin);
                var reading = Read(device);
                lock (_data)
                {
                    Record(device, at, reading);
                }

                Look(device, reading);
            }
        }
        finally
        {
            _reading.Exit();
        }
    }

    private MemoryReading? Read(int device)
    {
        try
        {
            return _probe.Read(device);
        }
        catch (Exception)
        {
            // On a timer's thread an exception would end the process; a probe that throws has lost its device.
            return null;
        }
    }

    private void Record(int device, TimeSpan at, MemoryReading? reading)
    {
        if (reading is { } read)
        {
            _record.Add(device, new MemorySample(at, read.UsedBytes, read.OursBytes) { OthersBytes = read.OthersBytes });
        }
        else if (!_lost[device])
        {
            _lost[device] = true;
            _record.AddMark(at, $"{_probe.Devices[device].Name} {_probe.Trouble(device) ?? "does not answer"}", MemoryMarkKind.Device);
        }
    }

    // Outside the lock: whoever is told may ask for the curve.
    private void Look(int device, MemoryReading? reading)
    {
        var watches = Volatile.Read(ref _watches);
        if (watches.Length == 0 || reading is not { } read)
        {
            return;
        }

        var use = _record.Use(device, new MemorySample(default, read.UsedBytes, read.OursBytes));
        foreach (var watch in watches)
        {
            watch.Look(use);
        }
    }

    private void Unwatch(BudgetWatch watch)
    {
        lock (_data)
        {
            _watches = [.. _watches.Where(other => other != watch)];
        }
    }
}

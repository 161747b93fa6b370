using System.Runtime.InteropServices;
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
    private readonly MemorySamplerOptions _options;
    private readonly TimeProvider _time;
    private readonly SampleBuffer[] _buffers;
    private readonly bool[] _lost;
    private readonly List<MarkRecord> _marks = [];
    private readonly DateTimeOffset _start;
    private readonly long _origin;
    private readonly ITimer _timer;
    private volatile bool _stopped;
    private long _marksDropped;

    /// <summary>Takes a first sample and starts sampling.</summary>
    /// <param name="probe">What to read; stays the caller's to dispose, after the sampler.</param>
    /// <param name="options">Rate and bounds. Default: as documented there.</param>
    /// <param name="time">Clock and timer. Default: the system's.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option lies outside its range.</exception>
    public MemorySampler(IMemoryProbe probe, MemorySamplerOptions? options = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(probe);
        _probe = probe;
        _options = options ?? new MemorySamplerOptions();
        _options.Validate();
        _time = time ?? TimeProvider.System;
        _buffers = [.. probe.Devices.Select(_ => new SampleBuffer(_options.Capacity))];
        _lost = new bool[_buffers.Length];
        _start = _time.GetUtcNow();
        _origin = _time.GetTimestamp();
        Sample();
        var interval = TimeSpan.FromSeconds(1.0 / _options.SamplesPerSecond);
        _timer = _time.CreateTimer(static state => ((MemorySampler)state!).Sample(), this, interval, interval);
    }

    /// <summary>Marks that were dropped because there were more than <see cref="MemorySamplerOptions.MarkCapacity"/>.</summary>
    public long MarksDropped => Interlocked.Read(ref _marksDropped);

    /// <summary>Names the present moment and reads every device.</summary>
    /// <param name="name">What happens now; cut at <see cref="MemorySamplerOptions.MarkNameLength"/>.</param>
    public void Mark(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        lock (_data)
        {
            AddMark(_time.GetElapsedTime(_origin), name);
        }

        Sample(Patience);
    }

    /// <summary>The curve up to now. It does not change when sampling goes on.</summary>
    public MemoryCurve Snapshot()
    {
        lock (_data)
        {
            var devices = new MemorySeries[_buffers.Length];
            for (var device = 0; device < devices.Length; device++)
            {
                devices[device] = Series(device, _buffers[device].ToArray(TimeSpan.Zero), _buffers[device].PeakBytes);
            }

            return Curve(_start, devices, [.. _marks.Select(mark => new MemoryMark(mark.At, mark.Name))]);
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
            var cut = Cut(markName);
            var index = _marks.FindLastIndex(mark => mark.Name == cut);
            if (index < 0)
            {
                throw new ArgumentException($"There is no mark '{cut}'; {KnownMarks()}.", nameof(markName));
            }

            var origin = _marks[index].At;
            var devices = new MemorySeries[_buffers.Length];
            for (var device = 0; device < devices.Length; device++)
            {
                var peak = 0L;
                for (var i = index; i < _marks.Count; i++)
                {
                    peak = Math.Max(peak, _marks[i].PeakBytes[device]);
                }

                devices[device] = Series(device, SamplesSince(device, _marks[index]), peak);
            }

            return Curve(_start + origin, devices, [.. _marks.Skip(index).Select(mark => new MemoryMark(mark.At - origin, mark.Name))]);
        }
    }

    /// <summary>Stops sampling. What was sampled stays to be read.</summary>
    public void Dispose()
    {
        _stopped = true;
        _timer.Dispose();

        // Lets a reading under way end, so that the probe can be disposed next; a driver that hangs is not waited for.
        if (_reading.TryEnter(Patience))
        {
            _reading.Exit();
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
            for (var device = 0; device < _buffers.Length && !_stopped; device++)
            {
                var at = _time.GetElapsedTime(_origin);
                var reading = Read(device);
                lock (_data)
                {
                    Record(device, at, reading);
                }
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
            var sample = new MemorySample(at, read.UsedBytes, read.OursBytes);
            _buffers[device].Add(sample);
            for (var i = _marks.Count - 1; i >= 0; i--)
            {
                if (_marks[i].At <= at)
                {
                    ObserveBackTo(i, device, sample);
                    break;
                }
            }
        }
        else if (!_lost[device])
        {
            _lost[device] = true;
            AddMark(at, $"{_probe.Devices[device].Name} does not answer");
        }
    }

    /// <summary>Several marks may stand before one reading: it is the first for all of them.</summary>
    private void ObserveBackTo(int mark, int device, in MemorySample sample)
    {
        do
        {
            var wasFirst = _marks[mark].First[device] is null;
            _marks[mark].Observe(device, sample);
            if (!wasFirst)
            {
                break;
            }
        }
        while (--mark >= 0 && _marks[mark].First[device] is null);
    }

    private void AddMark(TimeSpan at, string name)
    {
        if (_marks.Count == _options.MarkCapacity)
        {
            _marks.RemoveAt(0);
            Interlocked.Increment(ref _marksDropped);
        }

        // The time of a lost device's mark was taken before its reading; a mark set meanwhile is younger.
        var index = _marks.Count;
        while (index > 0 && _marks[index - 1].At > at)
        {
            index--;
        }

        _marks.Insert(index, new MarkRecord(at, Cut(name), _buffers.Length));
    }

    private MemorySample[] SamplesSince(int device, MarkRecord mark)
    {
        var samples = _buffers[device].ToArray(mark.At);
        if (mark.First[device] is { } first && (samples.Length == 0 || samples[0].At > first.At))
        {
            samples = [first, .. samples];
        }

        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = samples[i] with { At = samples[i].At - mark.At };
        }

        return samples;
    }

    private MemorySeries Series(int device, MemorySample[] samples, long peakBytes) =>
        new(_probe.Devices[device], ImmutableCollectionsMarshal.AsImmutableArray(samples), peakBytes);

    private MemoryCurve Curve(DateTimeOffset start, MemorySeries[] devices, MemoryMark[] marks) => new(
        _probe.Title,
        _probe.Explanation,
        start,
        ImmutableCollectionsMarshal.AsImmutableArray(devices),
        ImmutableCollectionsMarshal.AsImmutableArray(marks))
    {
        IsGpu = _probe.IsGpu,
    };

    private string Cut(string name) =>
        name.Length <= _options.MarkNameLength ? name : string.Concat(name.AsSpan(0, _options.MarkNameLength - 1), "…");

    private string KnownMarks()
    {
        var names = _marks.Select(mark => mark.Name).Distinct().TakeLast(5).Select(name => $"'{name}'").ToArray();
        return names.Length == 0 ? "none has been set yet" : $"the latest are {string.Join(", ", names)}";
    }
}

using System.Runtime.InteropServices;

namespace AgentNotebook.Gpu.Sampling;

/// <summary>What a sampler keeps: the samples and marks, and the log they are appended to. Not for several threads at once.</summary>
internal sealed class SampleRecord : IDisposable
{
    private readonly IMemoryProbe _probe;
    private readonly bool _keepsLog;
    private readonly DateTimeOffset _start;
    private readonly SampleBuffer[] _buffers;
    private readonly MarkList _marks;
    private readonly SampleLog? _log;
    private readonly string _noLog = "";

    /// <param name="probe">What is read.</param>
    /// <param name="options">How much is kept, and where.</param>
    /// <param name="start">When the curve begins.</param>
    public SampleRecord(IMemoryProbe probe, MemorySamplerOptions options, DateTimeOffset start)
    {
        (_probe, _keepsLog, _start) = (probe, options.KeepsLog, start);
        _buffers = [.. probe.Devices.Select(_ => new SampleBuffer(options.Capacity))];
        _marks = new MarkList(options.MarkCapacity, options.MarkNameLength, _buffers.Length);
        if (options.LogFile is not { } file)
        {
            return;
        }

        try
        {
            _log = SampleLog.Begin(file, options.LogBytes);
            RewriteLog();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            _noLog = $"The samples are not kept on the disk ({failure.Message.TrimEnd('.')}).";
        }
    }

    public string? LogFile => _log is { Trouble.Length: 0 } ? _log.Name : null;

    public long MarksDropped => _marks.Dropped;

    /// <summary>The sample of a device added last; none yet: <see langword="null"/>.</summary>
    public MemorySample? Latest(int device) => _buffers[device].Latest;

    /// <summary>Adds a sample that is no older than the device's last.</summary>
    public void Add(int device, in MemorySample sample)
    {
        _buffers[device].Add(sample);
        _marks.Observe(device, sample);
        _log?.Append(device, sample);
        if (_log is { IsFull: true })
        {
            RewriteLog();
        }
    }

    public void AddMark(TimeSpan at, string name, MemoryMarkKind kind)
    {
        var mark = _marks.Add(at, name, kind);
        _log?.Append(mark);
    }

    /// <summary>The whole curve.</summary>
    public MemoryCurve Whole()
    {
        var devices = new MemorySeries[_buffers.Length];
        for (var device = 0; device < devices.Length; device++)
        {
            var buffer = _buffers[device];
            devices[device] = Series(device, buffer.ToArray(TimeSpan.Zero), (buffer.PeakBytes, buffer.PeakOursBytes));
        }

        return Curve(_start, devices, _marks.ToArray(0, TimeSpan.Zero));
    }

    /// <summary>The curve from the latest mark of a name on, with its times counted from that mark.</summary>
    /// <exception cref="ArgumentException">There is no such mark.</exception>
    public MemoryCurve Since(string markName)
    {
        var index = _marks.FindLast(markName);
        if (index < 0)
        {
            throw new ArgumentException($"There is no mark '{_marks.Cut(markName)}'; {_marks.Known()}.", nameof(markName));
        }

        var origin = _marks[index].At;
        var devices = new MemorySeries[_buffers.Length];
        for (var device = 0; device < devices.Length; device++)
        {
            devices[device] = Series(device, SamplesSince(device, _marks[index]), _marks.PeakSince(index, device));
        }

        return Curve(_start + origin, devices, _marks.ToArray(index, origin));
    }

    /// <summary>What of a device is in use by us, by one of its samples. Allocates nothing.</summary>
    public MemoryUse Use(int device, in MemorySample sample)
    {
        var basis = !_probe.IsGpu ? MemoryUseBasis.Resident : _probe.TellsShare ? MemoryUseBasis.Processes : MemoryUseBasis.Growth;
        var bytes = basis switch
        {
            MemoryUseBasis.Processes => sample.OursBytes,
            MemoryUseBasis.Growth => Math.Max(0, sample.UsedBytes - (_buffers[device].First?.UsedBytes ?? sample.UsedBytes)),
            _ => sample.UsedBytes,
        };
        return new MemoryUse(_probe.Devices[device], bytes, basis);
    }

    public void Dispose()
    {
        if (!_keepsLog)
        {
            _log?.Delete();
        }

        _log?.Dispose();
    }

    private void RewriteLog() => _log!.Rewrite(SampleLogHeader.Of(_probe, _start), _buffers, _marks);

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

    private MemorySeries Series(int device, MemorySample[] samples, (long Bytes, long OursBytes) peak) =>
        new(_probe.Devices[device], ImmutableCollectionsMarshal.AsImmutableArray(samples), peak.Bytes)
        {
            PeakOursBytes = peak.OursBytes,
            BaselineBytes = _buffers[device].First?.UsedBytes ?? 0,
        };

    private MemoryCurve Curve(DateTimeOffset start, MemorySeries[] devices, MemoryMark[] marks)
    {
        string[] remarks = [_probe.Explanation, _noLog, _log?.Trouble ?? ""];
        return new MemoryCurve(
            _probe.Title,
            string.Join(' ', remarks.Where(text => text.Length > 0)),
            start,
            ImmutableCollectionsMarshal.AsImmutableArray(devices),
            ImmutableCollectionsMarshal.AsImmutableArray(marks))
        {
            IsGpu = _probe.IsGpu,
            HasShare = !_probe.IsGpu || _probe.TellsShare,
        };
    }
}

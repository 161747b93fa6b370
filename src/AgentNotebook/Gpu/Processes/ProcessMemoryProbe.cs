using Microsoft.Win32.SafeHandles;

namespace AgentNotebook.Gpu.Processes;

/// <summary>Main memory of this process and its descendants: what is left to measure where there is no GPU.</summary>
/// <remarks>
/// On Linux the sum of the resident sets, in which pages that several processes share count once a process; elsewhere
/// the working set of this process alone. A reading divides it into the managed heap, the children and, what is left, memory outside the heap.
/// </remarks>
internal sealed class ProcessMemoryProbe : IMemoryProbe
{
    /// <summary>How often new descendants are looked for.</summary>
    public static readonly TimeSpan Rescan = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly Dictionary<int, SafeFileHandle> _family = [];
    private readonly List<int> _newcomers = [];
    private readonly List<int> _ended = [];
    private HashSet<int> _strangers = [];
    private HashSet<int> _strangersNow = [];
    private long _scanned;
    private bool _disposed;

    /// <summary>Measures process memory.</summary>
    /// <param name="brief">Why no GPU is measured, in a few words.</param>
    /// <param name="explanation">Why, in a sentence.</param>
    /// <param name="time">The clock by which descendants are looked for.</param>
    public ProcessMemoryProbe(string brief, string explanation, TimeProvider time)
    {
        Title = $"process memory ({brief})";
        Explanation = $"{explanation} Measured instead: the memory of this process{(OperatingSystem.IsLinux() ? " and its children" : "")}.";
        _time = time;
        var capacity = (OperatingSystem.IsLinux() ? ProcFs.MachineMemory() : null) ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        Devices = [new MemoryDevice(0, OperatingSystem.IsLinux() ? "this process and its children" : "this process", capacity)];
        if (OperatingSystem.IsLinux())
        {
            Join(Environment.ProcessId);
            Scan();
        }
    }

    public string Title { get; }

    public string Explanation { get; }

    public bool IsGpu => false;

    public IReadOnlyList<MemoryDevice> Devices { get; }

    public MemoryReading? Read(int device)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(device, 0);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var heap = GC.GetTotalMemory(forceFullCollection: false);
            if (!OperatingSystem.IsLinux())
            {
                return new MemoryReading(Environment.WorkingSet, heap);
            }

            var (own, children) = ResidentSets();
            return new MemoryReading(own + children, heap) { OthersBytes = children };
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            foreach (var file in _family.Values)
            {
                file.Dispose();
            }

            _family.Clear();
        }
    }

    private (long Own, long Children) ResidentSets()
    {
        if (_time.GetElapsedTime(_scanned) >= Rescan)
        {
            Scan();
        }

        var (own, children) = (0L, 0L);
        foreach (var (process, file) in _family)
        {
            if (!ProcFs.TryReadResidentSet(file, out var bytes))
            {
                _ended.Add(process);
            }
            else if (process == Environment.ProcessId)
            {
                own = bytes;
            }
            else
            {
                children += bytes;
            }
        }

        foreach (var process in _ended)
        {
            _family.Remove(process, out var file);
            file?.Dispose();
        }

        _ended.Clear();
        return (own, children);
    }

    /// <summary>Looks at processes not seen before; those known as ours or as strangers stay what they are.</summary>
    private void Scan()
    {
        _scanned = _time.GetTimestamp();
        _strangersNow.Clear();
        _newcomers.Clear();
        foreach (var process in ProcFs.Processes())
        {
            if (_strangers.Contains(process))
            {
                _strangersNow.Add(process);
            }
            else if (!_family.ContainsKey(process))
            {
                _newcomers.Add(process);
            }
        }

        // A child may stand in the list before its parent: go over it until nobody joins.
        while (JoinThose())
        {
        }

        foreach (var process in _newcomers)
        {
            _strangersNow.Add(process);
        }

        (_strangers, _strangersNow) = (_strangersNow, _strangers);
    }

    private bool JoinThose()
    {
        var joined = false;
        for (var i = _newcomers.Count - 1; i >= 0; i--)
        {
            if (ProcFs.ParentOf(_newcomers[i]) is { } parent && _family.ContainsKey(parent) && Join(_newcomers[i]))
            {
                _newcomers.RemoveAt(i);
                joined = true;
            }
        }

        return joined;
    }

    private bool Join(int process)
    {
        if (ProcFs.OpenResidentSet(process) is not { } file)
        {
            return false;
        }

        _family[process] = file;
        return true;
    }
}

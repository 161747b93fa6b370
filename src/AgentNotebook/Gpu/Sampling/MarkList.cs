namespace AgentNotebook.Gpu.Sampling;

/// <summary>A bounded list of marks in order of time, which knows the exact peaks since each. Not for several threads at once.</summary>
/// <param name="capacity">The most marks. Beyond it the oldest that nobody set by hand goes, and where all were, the oldest of all.</param>
/// <param name="nameLength">The longest name; a longer one is cut.</param>
/// <param name="devices">How many devices are measured.</param>
internal sealed class MarkList(int capacity, int nameLength, int devices)
{
    private readonly List<MarkRecord> _marks = [];
    private long _dropped;

    /// <summary>How many had to go.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    public int Count => _marks.Count;

    public MarkRecord this[int index] => _marks[index];

    /// <summary>The marks from one on, with their times counted from a moment.</summary>
    public MemoryMark[] ToArray(int from, TimeSpan origin) => [.. _marks.Skip(from).Select(record => record.Mark with { At = record.At - origin })];

    /// <summary>Adds a mark.</summary>
    /// <returns>It, as it is kept.</returns>
    public MemoryMark Add(TimeSpan at, string name, MemoryMarkKind kind)
    {
        if (_marks.Count == capacity)
        {
            Drop(Math.Max(0, _marks.FindIndex(record => record.Mark.Kind is not (MemoryMarkKind.Named or MemoryMarkKind.Lease))));
        }

        // The time of a lost device's mark was taken before its reading; a mark set meanwhile is younger.
        var index = _marks.Count;
        while (index > 0 && _marks[index - 1].At > at)
        {
            index--;
        }

        var mark = new MemoryMark(at, Cut(name)) { Kind = kind };
        _marks.Insert(index, new MarkRecord(mark, devices));
        return mark;
    }

    /// <summary>Where the latest mark of a name stands; -1 when there is none.</summary>
    public int FindLast(string name)
    {
        var cut = Cut(name);
        return _marks.FindLastIndex(record => record.Mark.Name == cut);
    }

    /// <summary>The marks set last, in words, for someone who asked for one that is not there.</summary>
    public string Known()
    {
        var names = _marks.Select(record => record.Mark.Name).Distinct().TakeLast(5).Select(name => $"'{name}'").ToArray();
        return names.Length == 0 ? "none has been set yet" : $"the latest are {string.Join(", ", names)}";
    }

    /// <summary>Counts a sample to the marks it comes after.</summary>
    public void Observe(int device, in MemorySample sample)
    {
        var mark = _marks.Count - 1;
        while (mark >= 0 && _marks[mark].At > sample.At)
        {
            mark--;
        }

        // Several marks may stand before one reading: it is the first for all of them.
        for (; mark >= 0; mark--)
        {
            var wasFirst = _marks[mark].First[device] is null;
            _marks[mark].Observe(device, sample);
            if (!wasFirst || mark == 0 || _marks[mark - 1].First[device] is not null)
            {
                break;
            }
        }
    }

    /// <summary>The highest use of a device since a mark, and the highest of our share.</summary>
    public (long Bytes, long OursBytes) PeakSince(int mark, int device)
    {
        var (bytes, ours) = (0L, 0L);
        for (; mark < _marks.Count; mark++)
        {
            bytes = Math.Max(bytes, _marks[mark].PeakBytes[device]);
            ours = Math.Max(ours, _marks[mark].PeakOursBytes[device]);
        }

        return (bytes, ours);
    }

    public string Cut(string name) => name.Length <= nameLength ? name : string.Concat(name.AsSpan(0, nameLength - 1), "…");

    private void Drop(int index)
    {
        if (index > 0)
        {
            _marks[index - 1].Absorb(_marks[index]);
        }

        _marks.RemoveAt(index);
        Interlocked.Increment(ref _dropped);
    }
}

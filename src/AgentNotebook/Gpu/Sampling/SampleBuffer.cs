namespace AgentNotebook.Gpu.Sampling;

/// <summary>A bounded record of samples in order of time which keeps the lowest and the highest of whatever it drops.</summary>
/// <remarks>
/// Samples are gathered in buckets of equal length, and a bucket keeps two: its lowest and its highest. When the buffer
/// is full, pairs of buckets merge and the length doubles, so that the whole record has one resolution. The very first
/// and the latest sample are always kept. Adding allocates nothing.
/// </remarks>
internal sealed class SampleBuffer
{
    /// <summary>Room left for the latest sample and the two of the bucket that is being filled.</summary>
    private const int Tail = 3;

    /// <summary>Two buckets of two.</summary>
    private const int MergeWidth = 4;

    private readonly MemorySample[] _kept;
    private int _count;
    private int _bucketLength = 1;
    private int _filled;
    private MemorySample _low;
    private MemorySample _high;
    private MemorySample _latest;

    /// <param name="capacity">The most samples <see cref="ToArray"/> gives; 16 or more.</param>
    public SampleBuffer(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 16);
        _kept = new MemorySample[capacity - Tail];
    }

    /// <summary>The highest <see cref="MemorySample.UsedBytes"/> ever added.</summary>
    public long PeakBytes { get; private set; }

    /// <summary>The highest <see cref="MemorySample.OursBytes"/> ever added.</summary>
    public long PeakOursBytes { get; private set; }

    /// <summary>The very first sample; none yet: <see langword="null"/>.</summary>
    public MemorySample? First => _count > 0 ? _kept[0] : null;

    /// <summary>The sample added last; none yet: <see langword="null"/>.</summary>
    public MemorySample? Latest => _count > 0 ? _latest : null;

    /// <summary>Adds a sample that is no older than the one before.</summary>
    public void Add(MemorySample sample)
    {
        PeakBytes = Math.Max(PeakBytes, sample.UsedBytes);
        PeakOursBytes = Math.Max(PeakOursBytes, sample.OursBytes);
        _latest = sample;
        if (_count == 0)
        {
            _kept[_count++] = sample;
            return;
        }

        // Of equals the first lowest and the last highest stay: a flat bucket keeps its two ends.
        if (_filled == 0 || sample.UsedBytes < _low.UsedBytes)
        {
            _low = sample;
        }

        if (_filled == 0 || sample.UsedBytes >= _high.UsedBytes)
        {
            _high = sample;
        }

        if (++_filled < _bucketLength)
        {
            return;
        }

        if (_count + (_bucketLength == 1 ? 1 : 2) > _kept.Length)
        {
            Merge();

            // The bucket at hand stays open: it is part of a longer one now.
            return;
        }

        Close();
    }

    /// <summary>The samples from <paramref name="from"/> on, in order of time.</summary>
    public MemorySample[] ToArray(TimeSpan from)
    {
        var result = new List<MemorySample>(_count + Tail);
        for (var i = 0; i < _count; i++)
        {
            AddIfDue(_kept[i]);
        }

        if (_filled > 0)
        {
            var (first, second) = InOrder(_low, _high);
            AddIfDue(first);
            if (second != first)
            {
                AddIfDue(second);
            }
        }

        if (_count > 0 && (result.Count == 0 || result[^1] != _latest))
        {
            AddIfDue(_latest);
        }

        return [.. result];

        void AddIfDue(MemorySample sample)
        {
            if (sample.At >= from)
            {
                result.Add(sample);
            }
        }
    }

    private static (MemorySample First, MemorySample Second) InOrder(MemorySample low, MemorySample high) =>
        low.At <= high.At ? (low, high) : (high, low);

    private void Close()
    {
        var (first, second) = InOrder(_low, _high);
        _kept[_count++] = first;
        if (_bucketLength > 1)
        {
            _kept[_count++] = second;
        }

        _filled = 0;
    }

    private void Merge()
    {
        var to = 1;
        var from = 1;
        for (; from + MergeWidth <= _count; from += MergeWidth)
        {
            var low = _kept[from];
            var high = low;
            for (var i = from + 1; i < from + MergeWidth; i++)
            {
                low = _kept[i].UsedBytes < low.UsedBytes ? _kept[i] : low;
                high = _kept[i].UsedBytes >= high.UsedBytes ? _kept[i] : high;
            }

            (_kept[to], _kept[to + 1]) = InOrder(low, high);
            to += 2;
        }

        for (; from < _count; from++)
        {
            _kept[to++] = _kept[from];
        }

        _count = to;
        _bucketLength = _bucketLength == 1 ? MergeWidth : _bucketLength * 2;
    }
}

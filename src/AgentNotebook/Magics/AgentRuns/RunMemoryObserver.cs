using AgentNotebook.Agents.Events;
using AgentNotebook.Display.Curves;
using AgentNotebook.Gpu;

namespace AgentNotebook.Magics.AgentRuns;

/// <summary>Sees what memory does from now on, all devices together, by what the notebook's sampler keeps.</summary>
internal sealed class RunMemoryObserver
{
    /// <summary>Most points of a curve.</summary>
    internal const int MostPoints = 200;

    /// <summary>Most marks on it.</summary>
    internal const int MostMarks = 60;

    private readonly MemorySampler _sampler;
    private readonly TimeSpan _start;

    /// <summary>Begins to observe.</summary>
    internal RunMemoryObserver(MemorySampler sampler)
    {
        _sampler = sampler;
        sampler.Sample();
        _start = Last(sampler.Snapshot());
    }

    /// <summary>Before, peak, now, and the curve between; <see langword="null"/> when no device answers.</summary>
    internal MemoryObserved? Observe()
    {
        _sampler.Sample();
        var curve = _sampler.Snapshot();
        var together = Together(curve);
        if (together.Count == 0)
        {
            return null;
        }

        // The lowest and the highest of each column, and two more: at most MostPoints.
        var end = together[^1].At > TimeSpan.Zero ? together[^1].At : TimeSpan.FromMilliseconds(1);
        return new MemoryObserved(curve.Title, together[0].UsedBytes, together.Max(sample => sample.UsedBytes), together[^1].UsedBytes)
        {
            Points = Points(together, end),
            Marks = Marks(curve),
        };
    }

    private static IReadOnlyList<long> Points(IReadOnlyList<MemorySample> samples, TimeSpan end) =>
        [.. CurveReduction.Reduce([.. samples.Select(sample => new CurvePoint(sample.At, sample.UsedBytes))], end, (MostPoints - 2) / 2)
            .SelectMany(point => new[] { (long)point.At.TotalMilliseconds, point.Value })];

    // Where there are too many, those of attempts tell most.
    private IReadOnlyList<ObservedMark>? Marks(MemoryCurve curve)
    {
        var marks = curve.Marks.Where(mark => mark.At >= _start && mark.Kind != MemoryMarkKind.Cell).ToList();
        var shown = marks.Count <= MostMarks ? marks : marks.Where(mark => mark.Kind != MemoryMarkKind.State).TakeLast(MostMarks);
        return marks.Count == 0 ? null : [.. shown.Select(mark => new ObservedMark((long)(mark.At - _start).TotalMilliseconds, mark.Name))];
    }

    private static TimeSpan Last(MemoryCurve curve) =>
        curve.Devices.Select(series => series.Samples.Count == 0 ? TimeSpan.Zero : series.Samples[^1].At).DefaultIfEmpty().Max();

    // Devices are read one after another: at each reading the others count as they were read last.
    private List<MemorySample> Together(MemoryCurve curve)
    {
        var readings = curve.Devices
            .SelectMany((series, device) => series.Samples.Select(sample => (Device: device, Sample: sample)))
            .OrderBy(reading => reading.Sample.At);
        var latest = new long[curve.Devices.Count];
        List<MemorySample> together = [];
        foreach (var (device, sample) in readings)
        {
            latest[device] = sample.UsedBytes;
            var at = sample.At - _start;
            if (at <= TimeSpan.Zero)
            {
                together.Clear();
                at = TimeSpan.Zero;
            }

            together.Add(new MemorySample(at, latest.Sum(), 0));
        }

        return together;
    }
}

using AgentNotebook.Gpu;

namespace AgentNotebook.PlotlyNet;

/// <summary>Reduces samples to what a chart can show.</summary>
internal static class PointReduction
{
    /// <summary>All samples, or of many the first, the last, and the lowest and the highest of each of equal stretches of time.</summary>
    /// <param name="samples">In order of time.</param>
    /// <param name="value">What is drawn of a sample.</param>
    /// <param name="most">The most points of the result; at least 4.</param>
    internal static List<(TimeSpan At, long Value)> Of(IReadOnlyList<MemorySample> samples, Func<MemorySample, long> value, int most)
    {
        if (samples.Count <= most)
        {
            return [.. samples.Select(sample => (sample.At, value(sample)))];
        }

        // Two of each stretch, and the two ends.
        var stretches = (most / 2) - 1;
        var (start, length) = (samples[0].At, Math.Max(1, (samples[^1].At - samples[0].At).Ticks));
        List<(TimeSpan At, long Value)> kept = [(samples[0].At, value(samples[0]))];
        foreach (var stretch in samples.GroupBy(sample => (long)((double)(sample.At - start).Ticks / length * stretches) is var place && place < stretches ? place : stretches - 1))
        {
            var (low, high) = (stretch.MinBy(value), stretch.MaxBy(value));
            kept.AddRange(low.At <= high.At ? [(low.At, value(low)), (high.At, value(high))] : [(high.At, value(high)), (low.At, value(low))]);
        }

        kept.Add((samples[^1].At, value(samples[^1])));
        return kept;
    }
}

using AgentNotebook.Gpu;

namespace AgentNotebook.Display.Curves;

/// <summary>Reduces samples to what a number of pixel columns can show.</summary>
internal static class CurveReduction
{
    /// <summary>The lowest and the highest of each column in order of time, with the first and the last of all.</summary>
    /// <param name="samples">In order of time.</param>
    /// <param name="value">What is drawn of a sample.</param>
    /// <param name="end">Time at the right edge.</param>
    /// <param name="columns">Columns; the result has at most two a column and two more.</param>
    public static List<(TimeSpan At, long Value)> Reduce(IReadOnlyList<MemorySample> samples, Func<MemorySample, long> value, TimeSpan end, int columns)
    {
        List<(TimeSpan At, long Value)> result = [];
        if (samples.Count == 0)
        {
            return result;
        }

        result.Add((samples[0].At, value(samples[0])));
        var column = -1;
        (TimeSpan At, long Value) low = default;
        (TimeSpan At, long Value) high = default;
        foreach (var sample in samples)
        {
            var point = (sample.At, Value: value(sample));
            var place = (int)Math.Clamp(sample.At / end * columns, 0, columns - 1);
            if (place > column)
            {
                Flush();
                column = place;
                low = high = point;
            }

            low = point.Value < low.Value ? point : low;
            high = point.Value >= high.Value ? point : high;
        }

        Flush();
        AddNew((samples[^1].At, value(samples[^1])));
        return result;

        void Flush()
        {
            if (column >= 0)
            {
                AddNew(low.At <= high.At ? low : high);
                AddNew(low.At <= high.At ? high : low);
            }
        }

        void AddNew((TimeSpan At, long Value) point)
        {
            if (result[^1] != point)
            {
                result.Add(point);
            }
        }
    }
}

using AgentNotebook.Gpu;

namespace AgentNotebook.Display.Curves;

/// <summary>Where in one column's samples each line is lowest and highest, by index.</summary>
/// <param name="From">The column's first sample.</param>
/// <param name="To">The one after its last; <paramref name="From"/> in a column without samples.</param>
/// <param name="UsedLow">Lowest in use.</param>
/// <param name="UsedHigh">Highest in use.</param>
/// <param name="ExplainedLow">Lowest by us and known others.</param>
/// <param name="ExplainedHigh">Highest by us and known others.</param>
/// <param name="OursLow">Lowest by us.</param>
/// <param name="OursHigh">Highest by us.</param>
internal readonly record struct ColumnExtremes(int From, int To, int UsedLow, int UsedHigh, int ExplainedLow, int ExplainedHigh, int OursLow, int OursHigh)
{
    /// <summary>By us, and never more than is in use.</summary>
    public static long Ours(in MemorySample sample) => Math.Min(sample.OursBytes, sample.UsedBytes);

    /// <summary>By us and by others that are known, and never more than is in use.</summary>
    public static long Explained(in MemorySample sample)
    {
        var ours = Ours(sample);
        return ours + Math.Min(sample.OthersBytes, sample.UsedBytes - ours);
    }

    /// <summary>Goes once through a column. Of equals the first lowest and the last highest count: a flat column keeps its two ends.</summary>
    /// <param name="samples">All samples.</param>
    /// <param name="from">The column's first.</param>
    /// <param name="to">The one after its last.</param>
    /// <param name="hasShare">Whether they tell shares.</param>
    public static ColumnExtremes Of(ReadOnlySpan<MemorySample> samples, int from, int to, bool hasShare)
    {
        var (usedLow, usedHigh, explainedLow, explainedHigh, oursLow, oursHigh) = (from, from, from, from, from, from);
        if (to <= from)
        {
            return new ColumnExtremes(from, from, from, from, from, from, from, from);
        }

        var (leastUsed, mostUsed) = (samples[from].UsedBytes, samples[from].UsedBytes);
        var (leastExplained, mostExplained) = (Explained(samples[from]), Explained(samples[from]));
        var (leastOurs, mostOurs) = (Ours(samples[from]), Ours(samples[from]));
        var column = samples[from..to];
        for (var i = 0; i < column.Length; i++)
        {
            ref readonly var sample = ref column[i];
            var used = sample.UsedBytes;
            if (used < leastUsed)
            {
                (leastUsed, usedLow) = (used, from + i);
            }

            if (used >= mostUsed)
            {
                (mostUsed, usedHigh) = (used, from + i);
            }

            if (!hasShare)
            {
                continue;
            }

            var ours = Math.Min(sample.OursBytes, used);
            var explained = ours + Math.Min(sample.OthersBytes, used - ours);
            if (explained < leastExplained)
            {
                (leastExplained, explainedLow) = (explained, from + i);
            }

            if (explained >= mostExplained)
            {
                (mostExplained, explainedHigh) = (explained, from + i);
            }

            if (ours < leastOurs)
            {
                (leastOurs, oursLow) = (ours, from + i);
            }

            if (ours >= mostOurs)
            {
                (mostOurs, oursHigh) = (ours, from + i);
            }
        }

        return new ColumnExtremes(from, to, usedLow, usedHigh, explainedLow, explainedHigh, oursLow, oursHigh);
    }
}

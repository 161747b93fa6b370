using System.Collections.Immutable;
using AgentNotebook.Gpu;

namespace AgentNotebook.Display.Curves;

/// <summary>All that is drawn and written of one device, taken from its samples in one pass: ten million are gone through once, whatever is made of them then.</summary>
internal sealed class CurveDigest
{
    /// <summary>Columns in which the samples are gathered; no picture shows more of one device.</summary>
    public const int Columns = 700;

    /// <summary>So many samples are worth the work of several processors.</summary>
    private const int Many = 1 << 17;

    private CurveDigest(MemorySeries series, ReadOnlyMemory<MemorySample> samples, TimeSpan end, bool hasShare)
    {
        Series = series;
        if (samples.IsEmpty)
        {
            return;
        }

        var span = samples.Span;
        (First, Last) = (span[0], span[^1]);
        var columns = new ColumnExtremes[Columns];
        if (span.Length >= Many)
        {
            Parallel.For(0, Columns, column => columns[column] = Look(samples.Span, end, column, hasShare));
        }
        else
        {
            for (var column = 0; column < Columns; column++)
            {
                columns[column] = Look(span, end, column, hasShare);
            }
        }

        var (used, explained, ours) = (new ColumnLine(), new ColumnLine(), new ColumnLine());
        foreach (var column in columns.Where(column => column.To > column.From))
        {
            var (first, last) = (span[column.From], span[column.To - 1]);
            used.Add(UsedPoint(first), UsedPoint(span[column.UsedLow]), UsedPoint(span[column.UsedHigh]), UsedPoint(last));
            if (hasShare)
            {
                explained.Add(ExplainedPoint(first), ExplainedPoint(span[column.ExplainedLow]), ExplainedPoint(span[column.ExplainedHigh]), ExplainedPoint(last));
                ours.Add(OursPoint(first), OursPoint(span[column.OursLow]), OursPoint(span[column.OursHigh]), OursPoint(last));
            }
        }

        (Used, Explained, Ours) = (used.Points, explained.Points, ours.Points);
        Highest = Used.MaxBy(point => point.Value);
    }

    public MemorySeries Series { get; }

    public bool IsEmpty => Series.Samples.Count == 0;

    public MemorySample First { get; }

    public MemorySample Last { get; }

    /// <summary>The highest point in use; its value may lie below <see cref="MemorySeries.PeakBytes"/> when that one was merged away.</summary>
    public CurvePoint Highest { get; }

    /// <summary>In use by everyone.</summary>
    public IReadOnlyList<CurvePoint> Used { get; } = [];

    /// <summary>By us and by others that are known, and never more than is in use; empty where the curve does not tell shares.</summary>
    public IReadOnlyList<CurvePoint> Explained { get; } = [];

    /// <summary>By us, and never more than is in use; empty where the curve does not tell shares.</summary>
    public IReadOnlyList<CurvePoint> Ours { get; } = [];

    /// <summary>The digests of the first devices of a curve.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="most">The most devices.</param>
    public static IReadOnlyList<CurveDigest> Of(MemoryCurve curve, int most)
    {
        var end = CurveFigures.AxisEnd(curve);
        return [.. curve.Devices.Take(most).Select(series => new CurveDigest(series, Memory(series.Samples), end, curve.HasShare))];
    }

    private static ReadOnlyMemory<MemorySample> Memory(IReadOnlyList<MemorySample> samples) => samples switch
    {
        MemorySample[] array => array,
        ImmutableArray<MemorySample> array => array.AsMemory(),
        _ => samples.ToArray(),
    };

    /// <summary>How many samples lie before a moment; by halves, for they are in order.</summary>
    private static int CountBefore(ReadOnlySpan<MemorySample> samples, long ticks)
    {
        var (low, high) = (0, samples.Length);
        while (low < high)
        {
            var middle = (int)(((uint)low + (uint)high) / 2);
            if (samples[middle].At.Ticks < ticks)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private static ColumnExtremes Look(ReadOnlySpan<MemorySample> samples, TimeSpan end, int column, bool hasShare)
    {
        var from = column == 0 ? 0 : CountBefore(samples, Edge(column));
        var to = column == Columns - 1 ? samples.Length : CountBefore(samples, Edge(column + 1));
        return ColumnExtremes.Of(samples, from, to, hasShare);

        long Edge(int at) => (long)(end.Ticks * ((double)at / Columns));
    }

    private static CurvePoint UsedPoint(in MemorySample sample) => new(sample.At, sample.UsedBytes);

    private static CurvePoint ExplainedPoint(in MemorySample sample) => new(sample.At, ColumnExtremes.Explained(sample));

    private static CurvePoint OursPoint(in MemorySample sample) => new(sample.At, ColumnExtremes.Ours(sample));
}

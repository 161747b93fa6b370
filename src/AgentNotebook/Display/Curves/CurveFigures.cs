using AgentNotebook.Display.Svg;
using AgentNotebook.Gpu;

namespace AgentNotebook.Display.Curves;

/// <summary>The figures that every representation of a curve gives.</summary>
internal static class CurveFigures
{
    /// <summary>The shortest axis: a single sample has no length to draw it on.</summary>
    private static readonly TimeSpan ShortestAxis = TimeSpan.FromMilliseconds(100);

    /// <summary>Where the time axis ends: at the last sample or mark, and never at zero.</summary>
    public static TimeSpan AxisEnd(MemoryCurve curve)
    {
        var end = Last(curve);
        return end > ShortestAxis ? end : ShortestAxis;
    }

    /// <summary>The time of the last sample or mark.</summary>
    public static TimeSpan Last(MemoryCurve curve)
    {
        var end = TimeSpan.Zero;
        foreach (var series in curve.Devices)
        {
            end = series.Samples.Count > 0 && series.Samples[^1].At > end ? series.Samples[^1].At : end;
        }

        return curve.Marks.Count > 0 && curve.Marks[^1].At > end ? curve.Marks[^1].At : end;
    }

    /// <summary>The highest sample; its value may lie below <see cref="MemorySeries.PeakBytes"/> when that one was merged away.</summary>
    public static MemorySample Highest(MemorySeries series)
    {
        var highest = series.Samples[0];
        foreach (var sample in series.Samples)
        {
            highest = sample.UsedBytes > highest.UsedBytes ? sample : highest;
        }

        return highest;
    }

    /// <summary>Peak with its time where that is known, e.g. <c>peak 3.2 GiB at 4.2 s</c>.</summary>
    public static string Peak(MemorySeries series)
    {
        var highest = Highest(series);
        return highest.UsedBytes >= series.PeakBytes
            ? $"peak {ByteSize.Text(highest.UsedBytes)} at {ElapsedText.Text(highest.At)}"
            : $"peak {ByteSize.Text(series.PeakBytes)}";
    }

    /// <summary>Peak, start and end.</summary>
    public static string Sentence(MemorySeries series) => series.Samples.Count == 0
        ? "no samples"
        : $"{Peak(series)}, start {ByteSize.Text(series.Samples[0].UsedBytes)}, end {ByteSize.Text(series.Samples[^1].UsedBytes)}";
}

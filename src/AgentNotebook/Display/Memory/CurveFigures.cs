using AgentNotebook.Display.Svg;
using AgentNotebook.Gpu;

namespace AgentNotebook.Display.Memory;

/// <summary>The figures that every representation of a curve gives.</summary>
internal static class CurveFigures
{
    /// <summary>The time of the last sample or mark; never zero, so that it can be divided by.</summary>
    public static TimeSpan End(MemoryCurve curve)
    {
        var end = TimeSpan.FromMilliseconds(1);
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

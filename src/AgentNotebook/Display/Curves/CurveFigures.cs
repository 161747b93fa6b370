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

    /// <summary>Peak with its time where that is known, e.g. <c>peak 3.2 GiB at 4.2 s</c>.</summary>
    public static string Peak(CurveDigest device)
    {
        var peak = device.Series.PeakBytes;
        return device.Highest.Value >= peak
            ? $"peak {ByteSize.Text(device.Highest.Value)} at {ElapsedText.Text(device.Highest.At)}"
            : $"peak {ByteSize.Text(peak)}";
    }

    /// <summary>Peak, start, end, and what of it is whose where that is told.</summary>
    public static string Sentence(MemoryCurve curve, CurveDigest device) => device.IsEmpty
        ? "no samples"
        : $"{Peak(device)}, start {ByteSize.Text(device.First.UsedBytes)}, end {ByteSize.Text(device.Last.UsedBytes)}{Shares(curve, device)}";

    private static string Shares(MemoryCurve curve, CurveDigest device)
    {
        var last = device.Last;
        if (!curve.HasShare || (device.Series.PeakOursBytes == 0 && last.OursBytes == 0 && last.OthersBytes == 0))
        {
            return "";
        }

        var words = CurveWords.Of(curve);
        var peak = device.Series.PeakOursBytes > 0 ? $" (peak {ByteSize.Text(device.Series.PeakOursBytes)})" : "";
        return $": {words.Ours} {ByteSize.Text(last.OursBytes)}{peak}, {words.Others} {ByteSize.Text(last.OthersBytes)}, {words.Unexplained} {ByteSize.Text(last.UnexplainedBytes)}";
    }
}

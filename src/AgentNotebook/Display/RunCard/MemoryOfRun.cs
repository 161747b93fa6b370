using AgentNotebook.Agents.Events;
using AgentNotebook.Display.Curves;
using AgentNotebook.Display.Svg;
using AgentNotebook.Gpu;

namespace AgentNotebook.Display.RunCard;

/// <summary>What memory did during a run, in words and as a curve.</summary>
internal static class MemoryOfRun
{
    private const int MostPoints = 400;

    private static readonly MemoryCurveOptions _options = new() { Width = 560, PlotHeight = 90 };

    /// <summary>Before, peak and after.</summary>
    internal static string InWords(MemoryObserved memory, bool isUnderWay) =>
        $"{ByteSize.Text(memory.BeforeBytes)} before, {ByteSize.Text(memory.PeakBytes)} at its peak, {ByteSize.Text(memory.AfterBytes)} {(isUnderWay ? "now" : "after")}";

    /// <summary>The curve as one <c>svg</c> element; <see langword="null"/> when there are no points.</summary>
    internal static string? Curve(MemoryObserved memory)
    {
        var samples = Samples(memory.Points);
        if (samples.Count == 0)
        {
            return null;
        }

        var series = new MemorySeries(new MemoryDevice(0, "in use", 0), samples, Math.Max(memory.PeakBytes, samples.Max(sample => sample.UsedBytes)));
        return MemoryCurveView.Svg(new MemoryCurve(Untrusted.Line(memory.Title, 60), "", default, [series], []) { IsGpu = false, HasShare = false }, _options);
    }

    // The points come from a file: times that run backwards would draw nonsense, and their number is not ours.
    private static List<MemorySample> Samples(IReadOnlyList<long> points)
    {
        var samples = new List<MemorySample>();
        var last = 0L;
        for (var i = 0; i + 1 < points.Count && samples.Count < MostPoints; i += 2)
        {
            last = Math.Clamp(points[i], last, (long)TimeSpan.MaxValue.TotalMilliseconds / 2);
            samples.Add(new MemorySample(TimeSpan.FromMilliseconds(last), Math.Max(0, points[i + 1]), 0));
        }

        return samples;
    }
}

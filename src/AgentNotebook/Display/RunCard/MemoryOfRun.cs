using AgentNotebook.Agents;
using AgentNotebook.Agents.Events;
using AgentNotebook.Display.Curves;
using AgentNotebook.Display.Svg;
using AgentNotebook.Gpu;

namespace AgentNotebook.Display.RunCard;

/// <summary>What memory did during a run, in words and as a curve.</summary>
internal static class MemoryOfRun
{
    private const int MostPoints = 400;
    private const int MostMarks = 100;

    private static readonly MemoryCurveOptions _options = new() { Width = 560, PlotHeight = 90 };

    /// <summary>Before, peak and after.</summary>
    internal static string InWords(MemoryObserved memory, bool isUnderWay) =>
        $"{ByteSize.Text(memory.BeforeBytes)} before, {ByteSize.Text(memory.PeakBytes)} at its peak, {ByteSize.Text(memory.AfterBytes)} {(isUnderWay ? "now" : "after")}";

    /// <summary>Before, peak and after of a step.</summary>
    internal static string InWords(AgentState state, StepMemory memory) =>
        $"{RunFacts.Words(state)} {ByteSize.Text(memory.BeforeBytes)} before, {ByteSize.Text(memory.PeakBytes)} at its peak, {ByteSize.Text(memory.AfterBytes)} after";

    /// <summary>The curve as one <c>svg</c> element; <see langword="null"/> when there are no points.</summary>
    /// <param name="memory">What was seen.</param>
    /// <param name="run">The run's name, which its marks need not repeat.</param>
    internal static string? Curve(MemoryObserved memory, string run)
    {
        var samples = Samples(memory.Points);
        if (samples.Count == 0)
        {
            return null;
        }

        var series = new MemorySeries(new MemoryDevice(0, "in use", 0), samples, Math.Max(memory.PeakBytes, samples.Max(sample => sample.UsedBytes)));
        return MemoryCurveView.Svg(new MemoryCurve(Untrusted.Line(memory.Title, 60), "", default, [series], Marks(memory, run, samples[^1].At)) { IsGpu = false, HasShare = false }, _options);
    }

    // These come from the same file.
    private static List<MemoryMark> Marks(MemoryObserved memory, string run, TimeSpan end)
    {
        var prefix = $"{run} ";
        var last = TimeSpan.Zero;
        List<MemoryMark> marks = [];
        foreach (var mark in (memory.Marks ?? []).Where(mark => mark is { Name: not null }).Take(MostMarks))
        {
            last = TimeSpan.FromMilliseconds(Math.Clamp(mark.Milliseconds, last.TotalMilliseconds, Math.Max(last.TotalMilliseconds, end.TotalMilliseconds)));
            var name = Untrusted.Line(mark.Name, 60);
            marks.Add(new MemoryMark(last, name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : name));
        }

        return marks;
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

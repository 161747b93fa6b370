using AgentNotebook.Display.Svg;
using AgentNotebook.Gpu.Planning;
using AgentNotebook.Gpu.Planning.Headers;

namespace AgentNotebook.Display.Plans;

/// <summary>Draws a placement plan: a bar a device, as long as its memory, with its modules as segments.</summary>
internal sealed class PlanChart
{
    private const double Width = 760;
    private const double Margin = 16;
    private const double BarHeight = 26;
    private const double RowHeight = 58;
    private const double SmallText = 11;
    private const double LeastSegment = 1;
    private const double ContextOpacity = 0.45;
    private const double ModuleOpacity = 0.35;
    private const double MarginOpacity = 0.2;
    private const int MostDevices = 16;
    private const int MostSegments = 60;
    private const int MostSegmentsTogether = 100;

    private readonly PlacementPlan _plan;
    private readonly SvgCanvas _canvas;
    private readonly ILookup<string, ModuleRun> _runs;
    private readonly int _mostSegments;
    private double _y;

    private PlanChart(PlacementPlan plan)
    {
        _plan = plan;
        _runs = ModuleRun.Of(plan).ToLookup(run => run.Device.Label);
        _mostSegments = Math.Min(MostSegments, MostSegmentsTogether / Math.Clamp(plan.Devices.Count, 1, MostDevices));
        _canvas = new SvgCanvas(Width, SvgText.Cut(PlanText.Heading(plan), 160), SvgText.Cut(PlanText.Answer(plan), 600));
    }

    /// <summary>The picture as one <c>svg</c> element.</summary>
    public static string Draw(PlacementPlan plan) => new PlanChart(plan).Draw();

    private string Draw()
    {
        _canvas.Text(Margin, 27, SvgText.Fit(PlanText.Heading(_plan), 14, Width - (2 * Margin)), SvgInk.Text, 14, bold: true);
        _y = 46;
        foreach (var line in SvgText.Wrap(PlanText.Answer(_plan), 12, Width - (2 * Margin), 2))
        {
            _canvas.Text(Margin, _y, line, _plan.Fits ? SvgInk.Good : SvgInk.Bad, 12);
            _y += 16;
        }

        DrawLegend();
        foreach (var placed in _plan.Devices.Take(MostDevices))
        {
            DrawDevice(placed);
        }

        if (_plan.Devices.Count > MostDevices)
        {
            _canvas.Text(Margin, _y + 12, $"and {_plan.Devices.Count - MostDevices} more devices", SvgInk.Muted, SmallText);
            _y += 18;
        }

        DrawFoot();
        return _canvas.ToSvg(_y + 12);
    }

    private void DrawLegend()
    {
        var x = Margin;
        foreach (var (words, ink, opacity) in new[]
        {
            ("context", SvgInk.Muted, ContextOpacity), ("modules, two colours in turn", SvgInk.Primary, ModuleOpacity),
            ("room to bring offloaded modules in", SvgInk.Accent, ModuleOpacity), ("margin", SvgInk.Muted, MarginOpacity),
        })
        {
            _canvas.Rectangle(x, _y - 9, 14, 10, ink, opacity);
            _canvas.Text(x + 20, _y, words, SvgInk.Muted, SmallText);
            x += 36 + SvgText.Width(words, SmallText);
        }

        _y += 8;
    }

    private void DrawDevice(PlacedDevice placed)
    {
        var device = placed.Device;

        // Nothing on a disk is scarce but what is used of it.
        var whole = (double)Math.Max(1, device.Kind == PlanDeviceKind.Disk ? placed.WeightBytes : device.MemoryBytes);
        var heading = $"{device.Label}: {ByteSize.Text(placed.WeightBytes)} of weights{(device.Kind == PlanDeviceKind.Disk ? "" : $", {ByteSize.Text(placed.FreeBytes)} left of {ByteSize.Text(device.MemoryBytes)}")}";
        _canvas.Text(Margin, _y + 14, heading, SvgInk.Text, 12);
        var room = Width - (2 * Margin) - SvgText.Width(heading, 12) - 16;
        if (room > 120)
        {
            _canvas.Text(Width - Margin, _y + 14, SvgText.Fit(ModelHeaderException.Shown(device.Source), SmallText, room), SvgInk.Muted, SmallText, SvgAnchor.End);
        }

        var (x, y) = (Margin, _y + 20);
        var scale = (Width - (2 * Margin)) / whole;
        _canvas.Rectangle(Margin, y, Width - (2 * Margin), BarHeight, SvgInk.Grid, radius: 3);
        x = Segment(x, y, Math.Min(device.ContextBytes, device.MemoryBytes) * scale, "context", SvgInk.Muted, ContextOpacity);
        x = DrawModules(x, y, scale, device);
        x = Segment(x, y, placed.BringInBytes * scale, "bring in", SvgInk.Accent, ModuleOpacity);
        var reserve = Math.Min(device.ReserveBytes, Math.Max(0, device.MemoryBytes - device.ContextBytes)) * scale;
        Segment(Math.Max(x, Width - Margin - reserve), y, reserve, "margin", SvgInk.Muted, MarginOpacity);
        _y += RowHeight;
    }

    private double DrawModules(double x, double y, double scale, PlanDevice device)
    {
        var (count, pending) = (0, 0L);
        ModuleRun? widest = null;
        foreach (var run in _runs[device.Label])
        {
            // What is too narrow to be seen joins the next that is wide enough.
            pending += run.Bytes;
            widest = widest is null || run.Bytes > widest.Bytes ? run : widest;
            if (pending * scale < LeastSegment || count == _mostSegments)
            {
                continue;
            }

            x = Segment(x, y, pending * scale, widest.Label, count % 2 == 0 ? SvgInk.Primary : SvgInk.Good, ModuleOpacity);
            (count, pending, widest) = (count + 1, 0, null);
        }

        return Segment(x, y, pending * scale, "", SvgInk.Primary, ModuleOpacity);
    }

    private double Segment(double x, double y, double width, string label, SvgInk ink, double opacity)
    {
        if (width <= 0)
        {
            return x;
        }

        _canvas.Rectangle(x, y, Math.Max(0.5, width - 1), BarHeight, ink, opacity);
        if (label.Length > 0 && width > 44)
        {
            _canvas.Text(x + 5, y + 17, SvgText.Fit(label, SmallText, width - 10), SvgInk.Text, SmallText);
        }

        return x + width;
    }

    private void DrawFoot()
    {
        foreach (var change in _plan.Changes.Take(1))
        {
            Foot($"Smallest change that makes it fit: {change.Flags}: {change.Words}.", SvgInk.Text);
        }

        foreach (var line in _plan.Problems.Take(3).Concat(_plan.Notes.Take(1)))
        {
            Foot(line, SvgInk.Muted);
        }
    }

    private void Foot(string text, SvgInk ink)
    {
        foreach (var line in SvgText.Wrap(text, SmallText, Width - (2 * Margin), 2))
        {
            _canvas.Text(Margin, _y + 12, line, ink, SmallText);
            _y += 15;
        }
    }
}

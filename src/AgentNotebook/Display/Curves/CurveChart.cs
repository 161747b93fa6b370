using System.Text;
using AgentNotebook.Display.Svg;
using AgentNotebook.Gpu;

namespace AgentNotebook.Display.Curves;

/// <summary>Draws a memory curve: one plot a device over a common time axis.</summary>
internal sealed class CurveChart
{
    private const int MaxDevices = 16;

    /// <summary>The most bytes of a picture, as UTF-8.</summary>
    private const int MaxBytes = 60_000;

    /// <summary>Columns of all plots together at full detail.</summary>
    private const int ColumnBudget = 700;

    /// <summary>Mark lines of all plots together at full detail.</summary>
    private const int MarkLineBudget = 320;

    private const double Margin = 16;
    private const double AxisWidth = 62;
    private const double HeadingHeight = 24;
    private const double RowGap = 8;
    private const double LaneHeight = 14;
    private const double SmallText = 11;
    private const double BoldWidth = 1.1;

    private readonly MemoryCurve _curve;
    private readonly SvgCanvas _canvas;
    private readonly MemorySeries[] _rows;
    private readonly double _left = Margin + AxisWidth;
    private readonly double _width;
    private readonly double _plotWidth;
    private readonly double _plotHeight;
    private readonly TimeSpan _end;
    private readonly MarkLayout _marks;
    private readonly int _columns;
    private double _y;

    private CurveChart(MemoryCurve curve, MemoryCurveOptions options, int coarseness)
    {
        _curve = curve;
        _rows = [.. curve.Devices.Take(MaxDevices)];
        _width = options.Width;
        _plotWidth = options.Width - _left - Margin;
        _plotHeight = options.PlotHeight ?? _rows.Length switch { <= 2 => 130, <= 4 => 90, _ => 64 };
        _end = CurveFigures.AxisEnd(curve);
        var share = coarseness * Math.Max(1, _rows.Length);
        _marks = new MarkLayout(curve.Marks, X, _plotWidth, Math.Min(80, MarkLineBudget / share));
        _columns = Math.Min(ColumnBudget / share, (int)_plotWidth);
        var figures = _rows.Select(row => $"{row.Device.Name}: {CurveFigures.Sentence(row)}.");
        _canvas = new SvgCanvas(options.Width, SvgText.Cut(curve.Title, 120), SvgText.Cut(string.Join(' ', figures), 600), VolatileMark.MemoryCurve);
    }

    /// <summary>The picture as one <c>svg</c> element; drawn with less detail where it would grow beyond its bound.</summary>
    public static string Draw(MemoryCurve curve, MemoryCurveOptions options)
    {
        for (var coarseness = 1; ; coarseness *= 2)
        {
            var picture = new CurveChart(curve, options, coarseness).Draw();
            if (Encoding.UTF8.GetByteCount(picture) <= MaxBytes || coarseness == 8)
            {
                return picture;
            }
        }
    }

    private string Draw()
    {
        DrawHeader();
        for (var i = 0; i < _rows.Length; i++)
        {
            _y += i == 0 ? 0 : RowGap;
            DrawHeading(_rows[i]);
            if (i == 0)
            {
                DrawMarkLabels();
            }

            DrawPlot(_rows[i]);
        }

        if (_rows.Length == 0)
        {
            _canvas.Text(_width / 2, _y + 24, "No device, no samples.", SvgInk.Muted, 12, SvgAnchor.Middle);
            _y += 36;
        }
        else
        {
            DrawTimeAxis();
        }

        if (_curve.Devices.Count > MaxDevices)
        {
            _canvas.Text(_left, _y + 10, $"and {_curve.Devices.Count - MaxDevices} more devices", SvgInk.Muted, SmallText);
            _y += 16;
        }

        return _canvas.ToSvg(_y + 12);
    }

    private void DrawHeader()
    {
        if (_curve.HasShare)
        {
            DrawTitleWithLegend();
        }
        else
        {
            _canvas.Text(Margin, 27, SvgText.Fit(SvgText.Cut(_curve.Title, 120), 14, _width - (2 * Margin)), SvgInk.Text, 14, bold: true);
            _y = 34;
        }

        foreach (var line in SvgText.Wrap(SvgText.Cut(_curve.Explanation, 400), SmallText, _width - (2 * Margin), 2))
        {
            _y += 15;
            _canvas.Text(Margin, _y - 3, line, SvgInk.Muted, SmallText);
        }

        _y += 4;
    }

    private void DrawTitleWithLegend()
    {
        var legend = _curve.IsGpu
            ? (Used: "in use, by everyone", Ours: "this process and its children")
            : (Used: "resident memory", Ours: "managed heap");
        var oursX = _width - Margin - SvgText.Width(legend.Ours, SmallText);
        var usedX = oursX - 36 - SvgText.Width(legend.Used, SmallText);
        var inTitleLine = SvgText.Width(_curve.Title, 14) + Margin < usedX - 40;
        var titleRoom = inTitleLine ? usedX - 40 - Margin : _width - (2 * Margin);
        _canvas.Text(Margin, 27, SvgText.Fit(SvgText.Cut(_curve.Title, 120), 14, titleRoom), SvgInk.Text, 14, bold: true);
        _y = 34;
        var legendY = 27.0;
        if (!inTitleLine)
        {
            _y += 18;
            legendY = _y - 3;
        }

        _canvas.Rectangle(usedX - 20, legendY - 9, 14, 10, SvgInk.Primary, 0.25);
        _canvas.Stroke($"M{SvgNumber.Text(usedX - 20)} {SvgNumber.Text(legendY - 9)}h14", SvgInk.Primary, 1.5);
        _canvas.Text(usedX, legendY, legend.Used, SvgInk.Muted, SmallText);
        _canvas.Stroke($"M{SvgNumber.Text(oursX - 20)} {SvgNumber.Text(legendY - 4)}h14", SvgInk.Secondary, 1.5);
        _canvas.Text(oursX, legendY, legend.Ours, SvgInk.Muted, SmallText);
    }

    private void DrawHeading(MemorySeries row)
    {
        var figures = row.Samples.Count == 0 ? "" : $"start {ByteSize.Text(row.Samples[0].UsedBytes)} · end {ByteSize.Text(row.Samples[^1].UsedBytes)}";
        var heading = CurveText.Heading(_curve, row);
        _canvas.Text(_left, _y + 16, SvgText.Fit(heading, 12, _plotWidth), SvgInk.Text, 12);

        // Where there is no room for both, the name matters more: the curve shows where it starts and ends.
        if (SvgText.Width(heading, 12) + SvgText.Width(figures, SmallText) + 12 <= _plotWidth)
        {
            _canvas.Text(_width - Margin, _y + 16, figures, SvgInk.Muted, SmallText, SvgAnchor.End);
        }

        _y += HeadingHeight;
    }

    private void DrawMarkLabels()
    {
        var bottom = _y + (_marks.LaneCount * LaneHeight);
        foreach (var label in _marks.Labels)
        {
            var baseline = bottom - (label.Lane * LaneHeight) - 4;
            var x = _left + label.X;
            _canvas.Stroke($"M{SvgNumber.Text(x)} {SvgNumber.Text(baseline - 8)}V{SvgNumber.Text(bottom)}", SvgInk.Accent);
            _canvas.Text(x + (label.IsLeftOfLine ? -3 : 3), baseline, label.Text, SvgInk.Accent, MarkLayout.FontSize, label.IsLeftOfLine ? SvgAnchor.End : SvgAnchor.Start);
        }

        _y = bottom;
    }

    private void DrawPlot(MemorySeries row)
    {
        var top = Top(row);
        if (row.Samples.Count > 0)
        {
            DrawGrid(top);
            _canvas.OpenWindow(_left, _y, X(row.Samples[^1].At), _plotHeight);
            var used = CurveReduction.Reduce(row.Samples, sample => sample.UsedBytes, _end, _columns);

            // The area's sides run outside the window, so that only its upper edge shows a stroke.
            var bottom = SvgNumber.Text(_plotHeight + 4);
            var start = used[0].At <= TimeSpan.Zero
                ? $"M-4 {bottom}V{SvgNumber.Text(Y(used[0].Value, top))}"
                : $"M{SvgNumber.Text(X(used[0].At))} {bottom}";
            _canvas.Area($"{start}L{Points(used, top)}h4V{bottom}z", SvgInk.Primary);
            if (_curve.HasShare)
            {
                var ours = CurveReduction.Reduce(row.Samples, sample => sample.OursBytes, _end, _columns);
                _canvas.Stroke($"M{Points(ours, top)}", SvgInk.Secondary, 1.5);
            }

            _canvas.CloseWindow();
        }

        if (_marks.Lines.Count > 0)
        {
            var lines = new StringBuilder();
            foreach (var x in _marks.Lines)
            {
                lines.Append($"M{SvgNumber.Text(_left + x)} {SvgNumber.Text(_y)}v{SvgNumber.Text(_plotHeight)}");
            }

            _canvas.Stroke(lines.ToString(), SvgInk.Accent, _marks.Lines.Count > 30 ? 0.5 : 1, "3 3");
        }

        if (row.Samples.Count > 0)
        {
            DrawPeak(row, top);
        }
        else
        {
            _canvas.Text(_left + (_plotWidth / 2), _y + (_plotHeight / 2) + 4, "no samples", SvgInk.Muted, 12, SvgAnchor.Middle);
        }

        _y += _plotHeight;
    }

    private void DrawGrid(long top)
    {
        var grid = new StringBuilder();
        foreach (var tick in AxisTicks.Bytes(top, _plotHeight < 80 ? 3 : 4))
        {
            var y = Math.Round(_y + Y(tick, top)) + 0.5;
            grid.Append($"M{SvgNumber.Text(_left)} {SvgNumber.Text(y)}h{SvgNumber.Text(_plotWidth)}");
            _canvas.Text(_left - 8, y + 3.5, tick == 0 ? "0" : ByteSize.Text(tick), SvgInk.Muted, SmallText, SvgAnchor.End);
        }

        _canvas.Stroke(grid.ToString(), SvgInk.Grid);
    }

    private void DrawPeak(MemorySeries row, long top)
    {
        var highest = CurveFigures.Highest(row);
        var x = _left + X(highest.At);
        var text = CurveFigures.Peak(row);
        var half = SvgText.Width(text, SmallText) * BoldWidth / 2;
        var centre = Math.Clamp(x, _left + half + 2, Math.Max(_left + half + 2, _width - Margin - half));
        var y = _y + Y(Math.Max(0, highest.UsedBytes), top);
        _canvas.Circle(x, y, 3, SvgInk.Primary, SvgInk.Panel);
        _canvas.Text(centre, y - 7, text, SvgInk.Text, SmallText, SvgAnchor.Middle, bold: true, halo: true);
    }

    private void DrawTimeAxis()
    {
        _canvas.Stroke($"M{SvgNumber.Text(_left)} {SvgNumber.Text(Math.Round(_y) + 0.5)}h{SvgNumber.Text(_plotWidth)}", SvgInk.Border);
        foreach (var tick in AxisTicks.Time(_end, Math.Max(2, (int)(_plotWidth / 75))))
        {
            var x = _left + X(tick);
            var text = tick == TimeSpan.Zero ? "0" : ElapsedText.Text(tick);
            _canvas.Stroke($"M{SvgNumber.Text(Math.Round(x) + 0.5)} {SvgNumber.Text(_y)}v4", SvgInk.Border);
            var isAtEdge = x + (SvgText.Width(text, SmallText) / 2) > _width - 4;
            _canvas.Text(isAtEdge ? _width - Margin : x, _y + 16, text, SvgInk.Muted, SmallText, isAtEdge ? SvgAnchor.End : SvgAnchor.Middle);
        }

        _y += 20;
    }

    /// <summary>The value at the plot's upper edge: the highest with room above it for the peak's label.</summary>
    private long Top(MemorySeries row)
    {
        var highest = Math.Max(1 << 10, row.PeakBytes);
        foreach (var sample in row.Samples)
        {
            highest = Math.Max(highest, Math.Max(sample.UsedBytes, sample.OursBytes));
        }

        return (long)Math.Min(highest * (_plotHeight / (_plotHeight - 22)), long.MaxValue / 2);
    }

    private string Points(List<(TimeSpan At, long Value)> points, long top)
    {
        var data = new StringBuilder(points.Count * 11);
        foreach (var (at, value) in points)
        {
            data.Append(data.Length == 0 ? "" : "L").Append(SvgNumber.Text(X(at))).Append(' ').Append(SvgNumber.Text(Y(value, top)));
        }

        return data.ToString();
    }

    private double X(TimeSpan at) => Math.Clamp(at / _end, 0, 1) * _plotWidth;

    private double Y(long value, long top) => _plotHeight * (1 - Math.Clamp((double)value / top, 0, 1));
}

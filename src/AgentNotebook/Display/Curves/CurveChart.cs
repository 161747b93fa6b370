using System.Text;
using AgentNotebook.Display.Svg;
using AgentNotebook.Gpu;

namespace AgentNotebook.Display.Curves;

/// <summary>Draws a memory curve: one plot a device over a common time axis.</summary>
internal sealed class CurveChart
{
    /// <summary>Devices that get a plot.</summary>
    public const int MaxDevices = 16;

    /// <summary>The most bytes of a picture, as UTF-8.</summary>
    private const int MaxBytes = 60_000;

    /// <summary>Columns of all plots together at full detail.</summary>
    private const int ColumnBudget = CurveDigest.Columns;

    /// <summary>Mark lines of all plots together at full detail.</summary>
    private const int MarkLineBudget = 320;

    private const double Margin = 16;
    private const double AxisWidth = 62;
    private const double HeadingHeight = 24;
    private const double RowGap = 8;
    private const double LaneHeight = 14;
    private const double SmallText = 11;
    private const double BoldWidth = 1.1;
    private const double SwatchWidth = 19;
    private const double LegendGap = 16;
    private const double WholeOpacity = 0.2;

    /// <summary>From the bottom of the pile up: all that is in use, what of it is explained, what of that is ours.</summary>
    private static readonly (SvgInk Ink, double Opacity)[] Layers = [(SvgInk.Muted, 0.16), (SvgInk.Primary, 0.28), (SvgInk.Secondary, 0.45)];

    private readonly MemoryCurve _curve;
    private readonly SvgCanvas _canvas;
    private readonly CurveDigest[] _rows;
    private readonly CurveWords _words;
    private readonly double _left = Margin + AxisWidth;
    private readonly double _width;
    private readonly double _plotWidth;
    private readonly double _plotHeight;
    private readonly TimeSpan _end;
    private readonly MarkLayout _marks;
    private readonly int _columns;
    private double _y;

    private CurveChart(MemoryCurve curve, IReadOnlyList<CurveDigest> devices, MemoryCurveOptions options, int coarseness)
    {
        _curve = curve;
        _rows = [.. devices.Take(MaxDevices)];
        _words = CurveWords.Of(curve);
        _width = options.Width;
        _plotWidth = options.Width - _left - Margin;
        _plotHeight = options.PlotHeight ?? _rows.Length switch { <= 2 => 130, <= 4 => 90, _ => 64 };
        _end = CurveFigures.AxisEnd(curve);
        var share = coarseness * Math.Max(1, _rows.Length);
        _marks = new MarkLayout(MarkChoice.Of(curve.Marks), X, _plotWidth, Math.Min(80, MarkLineBudget / share));
        _columns = Math.Min(ColumnBudget / share, (int)_plotWidth);
        var figures = _rows.Select(row => $"{row.Series.Device.Name}: {CurveFigures.Sentence(curve, row)}.");
        _canvas = new SvgCanvas(options.Width, SvgText.Cut(curve.Title, 120), SvgText.Cut(string.Join(' ', figures), 600), VolatileMark.MemoryCurve);
    }

    /// <summary>The picture as one <c>svg</c> element; drawn with less detail where it would grow beyond its bound.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="devices">The digests of its devices, or of the first of them.</param>
    /// <param name="options">Its size.</param>
    public static string Draw(MemoryCurve curve, IReadOnlyList<CurveDigest> devices, MemoryCurveOptions options)
    {
        for (var coarseness = 1; ; coarseness *= 2)
        {
            var picture = new CurveChart(curve, devices, options, coarseness).Draw();
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
        List<(string Text, int Layers)> legend = _curve.HasShare
            ? [(_words.Ours, 3), (_words.Others, 2), (_words.Unexplained, 1)]
            : _curve.IsGpu ? [(_words.Whole, 0)] : [];
        var length = legend.Sum(entry => SwatchWidth + SvgText.Width(entry.Text, SmallText)) + (LegendGap * Math.Max(0, legend.Count - 1));
        var title = SvgText.Cut(_curve.Title, 120);
        var room = _width - (2 * Margin);
        var inTitleLine = SvgText.Width(title, 14) * BoldWidth + LegendGap + length <= room;
        _canvas.Text(Margin, 27, SvgText.Fit(title, 14, room), SvgInk.Text, 14, bold: true);
        _y = 34;
        if (legend.Count > 0)
        {
            _y += inTitleLine ? 0 : 18;
            DrawLegend(legend, inTitleLine ? _width - Margin - length : Margin, _y - (inTitleLine ? 7 : 3));
        }

        foreach (var line in SvgText.Wrap(SvgText.Cut(_curve.Explanation, 400), SmallText, room, 2))
        {
            _y += 15;
            _canvas.Text(Margin, _y - 3, line, SvgInk.Muted, SmallText);
        }

        _y += 4;
    }

    /// <summary>Layers lie upon one another in the plot and in the legend alike, so that the colours are the same.</summary>
    private void DrawLegend(List<(string Text, int Layers)> legend, double x, double baseline)
    {
        foreach (var (text, layers) in legend)
        {
            if (layers == 0)
            {
                _canvas.Rectangle(x, baseline - 9, 14, 10, SvgInk.Primary, WholeOpacity);
            }

            for (var layer = 0; layer < layers; layer++)
            {
                _canvas.Rectangle(x, baseline - 9, 14, 10, Layers[layer].Ink, Layers[layer].Opacity);
            }

            var ink = layers == 0 ? SvgInk.Primary : Layers[layers - 1].Ink;
            _canvas.Stroke($"M{SvgNumber.Text(x)} {SvgNumber.Text(baseline - 9)}h14", ink, 1.5);
            _canvas.Text(x + SwatchWidth, baseline, text, SvgInk.Muted, SmallText);
            x += SwatchWidth + SvgText.Width(text, SmallText) + LegendGap;
        }
    }

    private void DrawHeading(CurveDigest row)
    {
        var figures = row.IsEmpty ? "" : $"start {ByteSize.Text(row.First.UsedBytes)} · end {ByteSize.Text(row.Last.UsedBytes)}";
        var heading = CurveText.Heading(_curve, row.Series);
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

    private void DrawPlot(CurveDigest row)
    {
        var top = Top(row);
        if (!row.IsEmpty)
        {
            DrawGrid(top);
            _canvas.OpenWindow(_left, _y, X(row.Last.At), _plotHeight);
            if (_curve.HasShare)
            {
                DrawArea(row.Used, top, Layers[0].Ink, Layers[0].Opacity);
                DrawArea(row.Explained, top, Layers[1].Ink, Layers[1].Opacity);
                DrawArea(row.Ours, top, Layers[2].Ink, Layers[2].Opacity);
            }
            else
            {
                DrawArea(row.Used, top, SvgInk.Primary, WholeOpacity);
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

        if (!row.IsEmpty)
        {
            DrawPeak(row, top);
        }
        else
        {
            _canvas.Text(_left + (_plotWidth / 2), _y + (_plotHeight / 2) + 4, "no samples", SvgInk.Muted, 12, SvgAnchor.Middle);
        }

        _y += _plotHeight;
    }

    private void DrawArea(IReadOnlyList<CurvePoint> line, long top, SvgInk ink, double opacity)
    {
        var points = _columns < CurveDigest.Columns ? CurveReduction.Reduce(line, _end, _columns) : line;

        // The area's sides run outside the window, so that only its upper edge shows a stroke.
        var bottom = SvgNumber.Text(_plotHeight + 4);
        var start = X(points[0].At) < 0.5
            ? $"M-4 {bottom}V{SvgNumber.Text(Y(points[0].Value, top))}"
            : $"M{SvgNumber.Text(X(points[0].At))} {bottom}";
        _canvas.Area($"{start}L{Points(points, top)}h4V{bottom}z", ink, opacity: opacity);
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

    private void DrawPeak(CurveDigest row, long top)
    {
        var highest = row.Highest;
        var x = _left + X(highest.At);
        var text = CurveFigures.Peak(row);
        var half = SvgText.Width(text, SmallText) * BoldWidth / 2;
        var centre = Math.Clamp(x, _left + half + 2, Math.Max(_left + half + 2, _width - Margin - half));
        var y = _y + Y(Math.Max(0, highest.Value), top);
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
    private long Top(CurveDigest row)
    {
        var highest = Math.Max(1 << 10, Math.Max(row.Series.PeakBytes, row.Highest.Value));
        return (long)Math.Min(highest * (_plotHeight / (_plotHeight - 22)), long.MaxValue / 2);
    }

    private string Points(IReadOnlyList<CurvePoint> points, long top)
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

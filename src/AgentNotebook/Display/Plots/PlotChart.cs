using AgentNotebook.Display.Svg;

namespace AgentNotebook.Display.Plots;

/// <summary>Draws a plot: axes with round numbers, bars of error, lines, points, a legend.</summary>
internal sealed class PlotChart
{
    private const double Margin = 16;
    private const double AxisWidth = 64;
    private const double TitleHeight = 30;
    private const double LegendHeight = 22;
    private const double SmallText = 11;
    private const double CapWidth = 4;

    private static readonly SvgInk[] _inks = [SvgInk.Primary, SvgInk.Secondary, SvgInk.Accent, SvgInk.Good, SvgInk.Bad];

    private readonly IReadOnlyList<PlotSeries> _series;
    private readonly PlotOptions _options;
    private readonly SvgCanvas _canvas;
    private readonly PlotScale _x;
    private readonly PlotScale _y;
    private readonly double _left = Margin + AxisWidth;
    private readonly double _right;
    private readonly double _top;
    private readonly double _bottom;

    public PlotChart(IReadOnlyList<PlotSeries> series, PlotOptions options, string description)
    {
        (_series, _options) = (series, options);
        _right = options.Width - Margin - 8;
        _top = TitleHeight + LegendHeight + (options.Marks.Count > 0 ? 16 : 4);
        _bottom = _top + options.PlotHeight;
        var points = series.SelectMany(line => line.Points).ToList();
        _x = PlotScale.Over(points.Select(point => point.X).Concat(options.Marks.Select(mark => mark.X)), _left, _right, 8);
        _y = PlotScale.Over(points.SelectMany(point => new[] { point.Y - point.Error, point.Y + point.Error }), _bottom, _top, 6);
        _canvas = new SvgCanvas(options.Width, SvgText.Cut(options.Title, 120), SvgText.Cut(description, 600));
    }

    /// <summary>The ink of a series.</summary>
    public static SvgInk InkOf(int series) => _inks[series % _inks.Length];

    public string Draw()
    {
        _canvas.Text(Margin, 22, SvgText.Fit(_options.Title, 14, _options.Width - (2 * Margin)), SvgInk.Text, 14, bold: true);
        DrawLegend();
        DrawAxes();
        DrawMarks();
        for (var i = 0; i < _series.Count; i++)
        {
            DrawSeries(_series[i], i);
        }

        _canvas.Text((_left + _right) / 2, _bottom + 38, SvgText.Fit(_options.XTitle, SmallText + 1, _right - _left), SvgInk.Muted, SmallText + 1, SvgAnchor.Middle);
        return _canvas.ToSvg(_bottom + 50);
    }

    private void DrawLegend()
    {
        var x = Margin;
        _canvas.Text(x, TitleHeight + 12, SvgText.Fit($"↑ {_options.YTitle}", SmallText + 1, _options.Width / 2.0), SvgInk.Muted, SmallText + 1);
        x += Math.Min(SvgText.Width($"↑ {_options.YTitle}", SmallText + 1), _options.Width / 2.0) + 24;
        for (var i = 0; i < _series.Count && _series.Count > 1 && x < _right - 40; i++)
        {
            var name = SvgText.Fit(_series[i].Name, SmallText + 1, _right - x - 14);
            Symbol(x + 4, TitleHeight + 8, i);
            _canvas.Text(x + 14, TitleHeight + 12, name, SvgInk.Text, SmallText + 1);
            x += 14 + SvgText.Width(name, SmallText + 1) + 18;
        }
    }

    private void DrawAxes()
    {
        foreach (var (value, text) in _y.Ticks())
        {
            var y = _y.Pixel(value);
            _canvas.Stroke(Line(_left, y, _right, y), SvgInk.Grid);
            _canvas.Text(_left - 8, y + 4, text, SvgInk.Muted, SmallText, SvgAnchor.End);
        }

        foreach (var (value, text) in _x.Ticks())
        {
            var x = _x.Pixel(value);
            _canvas.Stroke(Line(x, _bottom, x, _bottom + 4), SvgInk.Border);
            _canvas.Text(x, _bottom + 18, text, SvgInk.Muted, SmallText, SvgAnchor.Middle);
        }

        _canvas.Stroke(Line(_left, _bottom, _right, _bottom), SvgInk.Border);
    }

    private void DrawMarks()
    {
        foreach (var (value, label) in _options.Marks)
        {
            var x = _x.Pixel(value);
            _canvas.Stroke(Line(x, _top - 4, x, _bottom), SvgInk.Muted, 1, "4 3");
            var anchor = x > (_left + _right) / 2 ? SvgAnchor.End : SvgAnchor.Start;
            _canvas.Text(x + (anchor == SvgAnchor.End ? -4 : 4), _top - 6, SvgText.Fit(label, SmallText, (_right - _left) / 2), SvgInk.Muted, SmallText, anchor);
        }
    }

    private void DrawSeries(PlotSeries series, int index)
    {
        var ink = InkOf(index);
        if (series.IsJoined && series.Points.Count > 1)
        {
            _canvas.Stroke("M" + string.Join('L', series.Points.Select(point => Place(_x.Pixel(point.X), _y.Pixel(point.Y)))), ink, 1.5);
        }

        foreach (var point in series.Points)
        {
            var (x, y) = (_x.Pixel(point.X), _y.Pixel(point.Y));
            if (point.Error > 0)
            {
                var (up, down) = (_y.Pixel(point.Y + point.Error), _y.Pixel(point.Y - point.Error));
                _canvas.Stroke($"{Line(x, up, x, down)}{Line(x - CapWidth, up, x + CapWidth, up)}{Line(x - CapWidth, down, x + CapWidth, down)}", ink, 1.5);
            }

            Symbol(x, y, index);
        }
    }

    // Told apart by more than their colour: filled, hollow, filled square, hollow square.
    private void Symbol(double x, double y, int index)
    {
        var ink = InkOf(index);
        if (index % 4 < 2)
        {
            _canvas.Circle(x, y, 4, index % 2 == 0 ? ink : SvgInk.Panel, ink);
            return;
        }

        _canvas.Rectangle(x - 4, y - 4, 8, 8, ink);
        if (index % 2 == 1)
        {
            _canvas.Rectangle(x - 2.5, y - 2.5, 5, 5, SvgInk.Panel);
        }
    }

    private static string Line(double x1, double y1, double x2, double y2) => $"M{Place(x1, y1)}L{Place(x2, y2)}";

    private static string Place(double x, double y) => $"{SvgNumber.Text(x)} {SvgNumber.Text(y)}";
}

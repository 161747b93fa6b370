using System.Text;

namespace AgentNotebook.Display.Svg;

/// <summary>Writes one picture: a panel with whatever is drawn on it, accessible, without script, fonts or ids of its own.</summary>
/// <remarks>No ids, because several pictures share one page when they are placed inline. Text is escaped here.</remarks>
internal sealed class SvgCanvas
{
    // Narrower a picture is scrolled: its texts would be smaller than 9 pixels.
    private const double LeastWidth = 520;

    private readonly StringBuilder _body = new();
    private readonly double _width;
    private readonly string _title;
    private readonly string _description;
    private readonly string _mark;

    /// <param name="width">Width in pixels.</param>
    /// <param name="title">Names the picture to those who cannot see it.</param>
    /// <param name="description">Says in words what it shows.</param>
    /// <param name="mark">A <see cref="VolatileMark"/>; none by default.</param>
    public SvgCanvas(double width, string title, string description, string? mark = null)
    {
        _mark = mark is null ? "" : $" {mark}";
        _width = width;
        _title = title;
        _description = description;
    }

    public void Rectangle(double x, double y, double width, double height, SvgInk fill, double opacity = 1, double radius = 0) =>
        _body.Append($"<rect x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(width)}\" height=\"{N(height)}\"{(radius > 0 ? $" rx=\"{N(radius)}\"" : "")}{Fill(fill)}{Opacity("fill-opacity", opacity)}/>");

    public void Circle(double x, double y, double radius, SvgInk fill, SvgInk stroke) =>
        _body.Append($"<circle cx=\"{N(x)}\" cy=\"{N(y)}\" r=\"{N(radius)}\" class=\"{SvgTheme.FillClass(fill)} {SvgTheme.StrokeClass(stroke)}\" fill=\"{SvgTheme.Light(fill)}\" stroke=\"{SvgTheme.Light(stroke)}\"/>");

    /// <summary>Strokes a path.</summary>
    /// <param name="data">Path data.</param>
    /// <param name="stroke">Colour.</param>
    /// <param name="width">Stroke width in pixels.</param>
    /// <param name="dashes">Dash pattern; none by default.</param>
    public void Stroke(string data, SvgInk stroke, double width = 1, string? dashes = null) =>
        _body.Append($"<path d=\"{data}\" fill=\"none\" class=\"{SvgTheme.StrokeClass(stroke)}\" stroke=\"{SvgTheme.Light(stroke)}\" stroke-width=\"{N(width)}\"{(dashes is null ? "" : $" stroke-dasharray=\"{dashes}\"")} stroke-linejoin=\"round\"/>");

    /// <summary>Fills a path faintly and strokes it.</summary>
    public void Area(string data, SvgInk ink, double width = 1.5, double opacity = 0.2) =>
        _body.Append($"<path d=\"{data}\" class=\"{SvgTheme.FillClass(ink)} {SvgTheme.StrokeClass(ink)}\" fill=\"{SvgTheme.Light(ink)}\" stroke=\"{SvgTheme.Light(ink)}\" stroke-width=\"{N(width)}\"{Opacity("fill-opacity", opacity)} stroke-linejoin=\"round\"/>");

    /// <summary>Writes a line of text.</summary>
    /// <param name="x">Position of the anchor.</param>
    /// <param name="y">Position of the baseline.</param>
    /// <param name="text">The text, not escaped.</param>
    /// <param name="ink">Colour.</param>
    /// <param name="size">Font size in pixels.</param>
    /// <param name="anchor">Which point of the text <paramref name="x"/> is.</param>
    /// <param name="bold">Whether it is set in bold.</param>
    /// <param name="halo">Whether a rim in the panel's colour keeps it readable on lines.</param>
    public void Text(double x, double y, string text, SvgInk ink, double size, SvgAnchor anchor = SvgAnchor.Start, bool bold = false, bool halo = false)
    {
        var rim = halo ? $" stroke=\"{SvgTheme.Light(SvgInk.Panel)}\" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\"" : "";
        var anchorText = anchor switch
        {
            SvgAnchor.Middle => " text-anchor=\"middle\"",
            SvgAnchor.End => " text-anchor=\"end\"",
            _ => "",
        };
        _body.Append($"<text x=\"{N(x)}\" y=\"{N(y)}\" font-size=\"{N(size)}\"{anchorText}{(bold ? " font-weight=\"600\"" : "")} class=\"{SvgTheme.FillClass(ink)}{(halo ? $" {SvgTheme.StrokeClass(SvgInk.Panel)}" : "")}\" fill=\"{SvgTheme.Light(ink)}\"{rim}>{SvgText.Escape(text)}</text>");
    }

    /// <summary>Opens a window with an origin of its own, beyond whose edges nothing is painted.</summary>
    public void OpenWindow(double x, double y, double width, double height) =>
        _body.Append($"<svg x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(width)}\" height=\"{N(height)}\" overflow=\"hidden\">");

    public void CloseWindow() => _body.Append("</svg>");

    /// <summary>The whole picture.</summary>
    /// <param name="height">Height in pixels, known when everything is drawn.</param>
    public string ToSvg(double height) => string.Concat(
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"{SvgTheme.RootClass}\"{_mark} role=\"img\" width=\"{N(_width)}\" height=\"{N(height)}\" viewBox=\"0 0 {N(_width)} {N(height)}\" style=\"{ShrinkingPicture.Style(Math.Min(_width, LeastWidth))}\" font-family=\"system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif\">",
        $"<title>{SvgText.Escape(_title)}</title><desc>{SvgText.Escape(_description)}</desc><style>{SvgTheme.Css}</style>",
        $"<rect x=\"0.5\" y=\"0.5\" width=\"{N(_width - 1)}\" height=\"{N(height - 1)}\" rx=\"6\" class=\"{SvgTheme.FillClass(SvgInk.Panel)} {SvgTheme.StrokeClass(SvgInk.Border)}\" fill=\"{SvgTheme.Light(SvgInk.Panel)}\" stroke=\"{SvgTheme.Light(SvgInk.Border)}\"/>",
        _body.ToString(),
        "</svg>");

    private static string N(double value) => SvgNumber.Text(value);

    private static string Fill(SvgInk ink) => $" class=\"{SvgTheme.FillClass(ink)}\" fill=\"{SvgTheme.Light(ink)}\"";

    private static string Opacity(string attribute, double value) => value < 1 ? $" {attribute}=\"{value.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture)}\"" : "";
}

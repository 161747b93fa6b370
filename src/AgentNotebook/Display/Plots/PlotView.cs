using System.Globalization;
using System.Text;
using AgentNotebook.Display.Svg;

namespace AgentNotebook.Display.Plots;

/// <summary>Shows measured points as a picture with bars of error, and in words.</summary>
public static class PlotView
{
    /// <summary>The most points of all series together.</summary>
    public const int MaximumPoints = 5_000;

    /// <summary>The most series: more could not be told apart.</summary>
    public const int MaximumSeries = 12;

    private const int MostLines = 60;

    /// <summary>Renders a plot.</summary>
    /// <remarks>The picture holds no script and no reference and follows the page's light or dark theme. The same points give the same bytes.</remarks>
    /// <param name="series">The points.</param>
    /// <param name="options">What stands around them.</param>
    /// <returns><c>image/svg+xml</c>, the same as <c>text/html</c>, and <c>text/plain</c> with the numbers.</returns>
    /// <exception cref="ArgumentException">There is no series or no point, too many of them, or a number is not finite or an error negative.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option lies outside its range.</exception>
    public static MimeBundle Render(IReadOnlyList<PlotSeries> series, PlotOptions options)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Check(series, options);
        return ShrinkingPicture.Bundle(new PlotChart(series, options, Description(series, options)).Draw(), options.Title, Text(series, options));
    }

    private static void Check(IReadOnlyList<PlotSeries> series, PlotOptions options)
    {
        var points = series.Sum(line => line.Points.Count);
        if (series.Count > MaximumSeries || points is 0 or > MaximumPoints)
        {
            throw new ArgumentException($"A plot has 1 to {MaximumSeries} series with 1 to {MaximumPoints:N0} points together, not {series.Count} with {points:N0}. Show fewer, or their averages.", nameof(series));
        }

        foreach (var line in series)
        {
            foreach (var point in line.Points.Where(point => !double.IsFinite(point.X) || !double.IsFinite(point.Y) || !double.IsFinite(point.Error) || point.Error < 0))
            {
                throw new ArgumentException($"'{line.Name}' has a point that cannot be drawn: {point}. Leave out points that are not finite; an error is 0 or more.", nameof(series));
            }
        }

        if (options.Marks.Any(mark => !double.IsFinite(mark.X)))
        {
            throw new ArgumentException("A mark stands at a place that is not finite.", nameof(options));
        }
    }

    private static string Description(IReadOnlyList<PlotSeries> series, PlotOptions options) =>
        $"{options.YTitle} over {options.XTitle}. " + string.Join(' ', series.Select(line =>
            $"{line.Name}: {line.Points.Count} points, from {Number(line.Points.Select(point => point.Y).DefaultIfEmpty().Min())} to {Number(line.Points.Select(point => point.Y).DefaultIfEmpty().Max())}."));

    private static string Text(IReadOnlyList<PlotSeries> series, PlotOptions options)
    {
        var text = new StringBuilder($"{options.Title}\n{options.XTitle} → {options.YTitle}");
        var left = MostLines;
        foreach (var line in series)
        {
            text.Append($"\n{line.Name}:");
            foreach (var point in line.Points.Take(left))
            {
                text.Append($"\n  {Number(point.X)} → {Number(point.Y)}{(point.Error > 0 ? $" ± {Number(point.Error)}" : "")}");
            }

            left -= Math.Min(left, line.Points.Count);
        }

        var more = series.Sum(line => line.Points.Count) - MostLines;
        return text.Append(more > 0 ? $"\n({more} more points)" : "").ToString();
    }

    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}

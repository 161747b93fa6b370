using AgentNotebook.Agents.Runs;
using AgentNotebook.Display;
using AgentNotebook.Gpu;
using Plotly.NET;

namespace AgentNotebook.PlotlyNet;

/// <summary>
/// Memory curves and runs as charts of Plotly.NET, to zoom into, to restyle, and to combine with charts of your own. In a notebook,
/// <c>curve.ToPlotly().ToMimeBundle()</c> as the last expression of a cell shows one.
/// </summary>
/// <remarks>
/// Plotly.NET by itself writes pages that load plotly.js from a server of others when they are opened. What <see cref="ToMimeBundle"/> and
/// <see cref="ToHtmlPage"/> write holds the plotly.js that is inside Plotly.NET (2.28, about 3.6 MB) and loads nothing. Without this provider the library
/// draws the same data as SVG.
/// </remarks>
public static class PlotlyCharts
{
    /// <summary>A memory curve: use as an area, our share as a line, marks as vertical lines; a row for each device.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="options">Bounds of the chart. Default: as documented there.</param>
    /// <returns>A chart of seconds and GiB; at most 16 devices.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option lies outside its range.</exception>
    public static GenericChart ToPlotly(this MemoryCurve curve, PlotlyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(curve);
        options ??= new PlotlyOptions();
        options.Validate();
        return CurveChart.Of(curve, options);
    }

    /// <summary>A run over time: a bar for each stay in a state, with what led there.</summary>
    /// <param name="run">The run, finished or not.</param>
    /// <param name="options">Bounds of the chart. Default: as documented there.</param>
    /// <returns>A chart of seconds since the run began, with a row for each state it was in.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option lies outside its range.</exception>
    public static GenericChart ToPlotly(this RunRecord run, PlotlyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        options ??= new PlotlyOptions();
        options.Validate();
        return TimelineChart.Of(run, options);
    }

    /// <summary>Any chart of Plotly.NET as an output of a notebook that needs no network.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="withLibrary">
    /// Whether plotly.js comes with it, 3.6 MB. Without, it has to be on the page already, from another output: it then makes a notebook of many charts smaller.
    /// </param>
    /// <returns><c>text/html</c>, <c>application/vnd.plotly.v1+json</c> for front ends that have plotly.js themselves, and <c>text/plain</c>.</returns>
    public static MimeBundle ToMimeBundle(this GenericChart chart, bool withLibrary = true)
    {
        ArgumentNullException.ThrowIfNull(chart);
        return PlotlyMarkup.Bundle(chart, withLibrary);
    }

    /// <summary>Any chart of Plotly.NET as a page of its own that needs no network, about 3.6 MB and the data.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="title">The page's title.</param>
    /// <returns>A complete HTML document. It forbids itself to load anything.</returns>
    public static string ToHtmlPage(this GenericChart chart, string title = "Chart")
    {
        ArgumentNullException.ThrowIfNull(chart);
        ArgumentNullException.ThrowIfNull(title);
        return PlotlyMarkup.Page(chart, title);
    }
}

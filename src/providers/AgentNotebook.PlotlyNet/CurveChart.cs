using System.Globalization;
using AgentNotebook.Gpu;
using Plotly.NET;

namespace AgentNotebook.PlotlyNet;

/// <summary>A memory curve as a chart.</summary>
internal static class CurveChart
{
    private const int MaximumDevices = 16;
    private const double Gibibyte = 1L << 30;
    private const double GapOfRows = 0.06;
    private const int OrdinaryHeight = 400;
    private const int HeightOfRow = 160;
    private const int RoomForMarks = 120;
    private const int LongestMark = 30;
    private const string Used = "#4C78A8";
    private const string Ours = "#F58518";

    internal static GenericChart Of(MemoryCurve curve, PlotlyOptions options)
    {
        var devices = curve.Devices.Take(MaximumDevices).ToList();
        var traces = devices.SelectMany((series, row) => Traces(curve, series, row, options)).ToList();
        var marks = curve.Marks.TakeLast(options.Marks).ToList();
        var layout = new Layout().With(
            ("title", PlotlyValues.Object(("text", PlotlyValues.Text(curve.Title)), ("yref", "container"), ("y", 0.98), ("yanchor", "top"))),
            ("margin", PlotlyValues.Object(("t", RoomForMarks))),
            ("height", options.Height ?? OrdinaryHeight + (HeightOfRow * Math.Max(0, devices.Count - 1))),
            ("hovermode", "x unified"),
            ("showlegend", true),
            ("xaxis", PlotlyValues.Object(("title", PlotlyValues.Object(("text", "seconds"))), ("rangemode", "tozero"), ("anchor", AxisOf("y", Math.Max(0, devices.Count - 1))))),
            ("shapes", marks.Select(Line).ToArray()),
            ("annotations", marks.Select(Label).Concat(devices.Count > 1 ? devices.Select(Name) : []).ToArray()));
        for (var row = 0; row < devices.Count; row++)
        {
            layout.With((AxisOf("yaxis", row), Axis(devices, row)));
        }

        return GenericChart.setLayout(layout, traces.Count == 0 ? GenericChart.ofTraceObject(false, new Trace("scatter")) : GenericChart.combine(traces.Select(trace => GenericChart.ofTraceObject(false, trace))));
    }

    private static IEnumerable<Trace> Traces(MemoryCurve curve, MemorySeries series, int row, PlotlyOptions options)
    {
        var name = curve.Devices.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"{series.Device.Index}: ");
        yield return Line(series, sample => sample.UsedBytes, name + (curve.IsGpu ? "in use" : "process"), row, options).With(
            ("fill", "tozeroy"), ("line", PlotlyValues.Object(("color", Used), ("width", 1.5))));
        if (curve.HasShare)
        {
            yield return Line(series, sample => sample.OursBytes, name + (curve.IsGpu ? "by us" : "managed"), row, options).With(
                ("line", PlotlyValues.Object(("color", Ours), ("width", 1.5))));
        }
    }

    private static Trace Line(MemorySeries series, Func<MemorySample, long> value, string name, int row, PlotlyOptions options)
    {
        var points = PointReduction.Of(series.Samples, value, options.Points);
        return new Trace("scatter").With(
            ("mode", points.Count == 1 ? "markers" : "lines"),
            ("name", PlotlyValues.Text(name)),
            ("x", points.Select(point => Math.Round(point.At.TotalSeconds, 3)).ToArray()),
            ("y", points.Select(point => Math.Round(point.Value / Gibibyte, 4)).ToArray()),
            ("yaxis", AxisOf("y", row)),
            ("hovertemplate", "%{y:.3f} GiB"));
    }

    private static DynamicObj.DynamicObj Axis(List<MemorySeries> devices, int row)
    {
        // The first device on top.
        var height = (1 - (GapOfRows * (devices.Count - 1))) / devices.Count;
        var top = 1 - (row * (height + GapOfRows));
        return PlotlyValues.Object(
            ("title", PlotlyValues.Object(("text", "GiB"))),
            ("rangemode", "tozero"),
            ("domain", new[] { Math.Max(0, Math.Round(top - height, 4)), Math.Round(top, 4) }));
    }

    private static DynamicObj.DynamicObj Line(MemoryMark mark) => PlotlyValues.Object(
        ("type", "line"), ("xref", "x"), ("yref", "paper"), ("x0", mark.At.TotalSeconds), ("x1", mark.At.TotalSeconds), ("y0", 0), ("y1", 1),
        ("line", PlotlyValues.Object(("color", "#888888"), ("width", 1), ("dash", "dot"))));

    private static DynamicObj.DynamicObj Label(MemoryMark mark) => PlotlyValues.Object(
        ("x", mark.At.TotalSeconds), ("y", 1), ("xref", "x"), ("yref", "paper"), ("yanchor", "bottom"), ("xanchor", "left"), ("showarrow", false), ("textangle", -45),
        ("text", PlotlyValues.Text(mark.Name, LongestMark)));

    private static DynamicObj.DynamicObj Name(MemorySeries series, int row) => PlotlyValues.Object(
        ("x", 0), ("y", 1), ("xref", "paper"), ("yref", AxisOf("y", row) + " domain"), ("xanchor", "left"), ("yanchor", "top"), ("showarrow", false),
        ("text", PlotlyValues.Text(string.Create(CultureInfo.InvariantCulture, $"{series.Device.Index}: {series.Device.Name}"))));

    private static string AxisOf(string name, int row) => row == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}{row + 1}");
}

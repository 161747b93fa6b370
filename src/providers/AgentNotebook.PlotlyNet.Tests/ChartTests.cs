using System.Text.Json.Nodes;
using AgentNotebook.Agents;
using AgentNotebook.Display;
using AgentNotebook.Gpu;
using AgentNotebook.Providers.Tests;
using FsCheck;
using FsCheck.Fluent;
using Plotly.NET;

namespace AgentNotebook.PlotlyNet.Tests;

/// <summary>What is in the charts, and that it is bounded.</summary>
public sealed class ChartTests
{
    [Fact]
    public void a_curve_has_its_use_our_share_and_its_marks()
    {
        var figure = Figure(Samples.Curve(100).ToPlotly());
        Assert.Equal(["in use", "by us"], figure["data"]!.AsArray().Select(trace => trace!["name"]!.ToString()));
        Assert.Equal(100, figure["data"]![0]!["x"]!.AsArray().Count);
        Assert.Equal(0.05, (double)figure["data"]![0]!["x"]![1]!);
        Assert.Equal(Math.Round(((7919L % 1000) + 1000) / 1024.0, 4), (double)figure["data"]![0]!["y"]![1]!);
        Assert.Equal(["cell 0", "cell 1"], figure["layout"]!["annotations"]!.AsArray().Select(label => label!["text"]!.ToString()));
        Assert.Equal("Memory of the test", figure["layout"]!["title"]!["text"]!.ToString());
    }

    [Fact]
    public void a_curve_without_a_share_has_one_line() =>
        Assert.Single(Figure((Samples.Curve(10) with { HasShare = false, IsGpu = false }).ToPlotly())["data"]!.AsArray());

    [Fact]
    public void each_device_has_a_row_and_none_overlap()
    {
        var layout = Figure(Samples.Curve(10, devices: 3).ToPlotly())["layout"]!;
        var rows = new[] { "yaxis", "yaxis2", "yaxis3" }.Select(axis => layout[axis]!["domain"]!.AsArray().Select(end => (double)end!).ToArray()).ToList();
        Assert.Equal(1, rows[0][1]);
        Assert.Equal(0, rows[2][0], 0.01);
        Assert.True(rows[1][1] < rows[0][0] && rows[2][1] < rows[1][0]);
    }

    [Fact]
    public void a_curve_of_nothing_is_an_empty_chart() => Assert.NotEmpty(Samples.Curve(0, devices: 0, marks: 0).ToPlotly().ToMimeBundle().Data);

    [Fact]
    public void reducing_keeps_the_ends_and_the_extremes_and_the_bound()
    {
        var values = ArbMap.Default.GeneratorFor<int>().ListOf().ToArbitrary();
        Check.One(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(3000), Prop.ForAll(values, numbers =>
        {
            var samples = numbers.Select((number, index) => new MemorySample(TimeSpan.FromTicks(index * (long)(1 + (index % 5))), Math.Abs((long)number), 0)).OrderBy(sample => sample.At).ToList();
            var kept = PointReduction.Of(samples, sample => sample.UsedBytes, 100);
            return kept.Count <= 100
                && kept.SequenceEqual(kept.OrderBy(point => point.At))
                && (samples.Count == 0 ? kept.Count == 0 : kept[0].At == samples[0].At && kept[^1].At == samples[^1].At
                    && kept.Max(point => point.Value) == samples.Max(sample => sample.UsedBytes) && kept.Min(point => point.Value) == samples.Min(sample => sample.UsedBytes));
        }));
    }

    [Fact]
    public void a_curve_of_a_million_samples_and_marks_stays_small()
    {
        var json = GenericChart.toFigureJson(Samples.Curve(1_000_000, marks: 5000).ToPlotly());
        Assert.True(json.Length < 300_000, $"{json.Length:N0} characters");
        Assert.True(Figure(Samples.Curve(100_000).ToPlotly(new PlotlyOptions { Points = 500 }))["data"]![0]!["x"]!.AsArray().Count <= 500);
    }

    [Fact]
    public void a_run_has_a_bar_for_each_stay_and_a_mark_where_it_is()
    {
        var figure = Figure(Samples.RepairedRun().ToPlotly());
        var traces = figure["data"]!.AsArray().ToDictionary(trace => trace!["name"]!.ToString(), trace => trace!);
        Assert.Equal(["Ready", "Planning", "Acting", "Reflecting", "Revising", "Succeeded", "now"], traces.Keys);
        Assert.Equal([3.0, 7.5], traces["Acting"]["base"]!.AsArray().Select(since => (double)since!));
        Assert.Equal([1.5, 1.5], traces["Acting"]["x"]!.AsArray().Select(length => (double)length!));
        Assert.Equal("RevisionNeeded: A check failed.", traces["Revising"]["hovertext"]![0]!.ToString());
        Assert.Equal(10.5, (double)traces["now"]["x"]![0]!);
        Assert.Contains("Succeeded", figure["layout"]!["title"]!["text"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void of_a_long_run_the_last_steps_are_shown_and_it_says_so()
    {
        var steps = Enumerable.Range(0, 3000).SelectMany(_ => new[] { (AgentTrigger.Acted, AgentState.Reflecting, new string('r', 5000)), (AgentTrigger.Replan, AgentState.Planning, "Again."), (AgentTrigger.Planned, AgentState.Acting, "Code.") });
        var json = GenericChart.toFigureJson(Samples.Run([(AgentTrigger.Start, AgentState.Planning, ""), (AgentTrigger.Planned, AgentState.Acting, ""), .. steps]).ToPlotly());
        Assert.Contains("the last 1,000 of 9,003 steps", json, StringComparison.Ordinal);
        Assert.True(json.Length < 300_000, $"{json.Length:N0} characters");
    }

    [Fact]
    public void what_a_model_wrote_is_text_and_ends_no_script()
    {
        const string Hostile = "<a href=\"javascript:alert(1)\">x</a></script><script>window.harmed = 1</script>";
        var chart = Samples.Curve(10, mark: Hostile).ToPlotly();
        Assert.All(Figure(chart)["layout"]!["annotations"]!.AsArray(), label => Assert.DoesNotContain('<', label!["text"]!.ToString()));
        var html = chart.ToMimeBundle(withLibrary: false).Data[MimeBundle.Html];
        Assert.Equal(1, html.Split("</script", StringSplitOptions.None).Length - 1);
        Assert.DoesNotContain("<a href", html, StringComparison.Ordinal);
    }

    [Fact]
    public void the_markup_names_no_server_that_is_asked_and_holds_the_library_once()
    {
        var data = Samples.Curve(10).ToPlotly().ToMimeBundle().Data;
        Assert.DoesNotContain("<script src", data[MimeBundle.Html], StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<link", data[MimeBundle.Html], StringComparison.OrdinalIgnoreCase);
        Assert.InRange(data[MimeBundle.Html].Length, 3_000_000, 4_000_000);
        Assert.Contains("Licensed under the MIT license", data[MimeBundle.Html], StringComparison.Ordinal);
        Assert.InRange(Samples.Curve(10).ToPlotly().ToMimeBundle(withLibrary: false).Data[MimeBundle.Html].Length, 100, 10_000);
        Assert.Equal("Chart \"Memory of the test\": 2 traces, 20 points. It is drawn where HTML is shown.", data[MimeBundle.Text]);
        Assert.NotNull(JsonNode.Parse(data["application/vnd.plotly.v1+json"])!["data"]);
    }

    [Fact]
    public void the_same_data_give_the_same_bytes() =>
        Assert.Equal(Samples.RepairedRun().ToPlotly().ToMimeBundle().Data, Samples.RepairedRun().ToPlotly().ToMimeBundle().Data);

    [Theory]
    [InlineData(99, 400)]
    [InlineData(2000, 50)]
    public void an_option_out_of_its_range_is_refused_by_name(int points, int height) =>
        Assert.Contains("it goes from", Assert.Throws<ArgumentOutOfRangeException>(() => Samples.Curve(1).ToPlotly(new PlotlyOptions { Points = points, Height = height })).Message, StringComparison.Ordinal);

    [Fact]
    public void a_notebook_shows_one_after_a_reference()
    {
        var notebook = NotebookRun.Output("AgentNotebook.PlotlyNet", """
            using AgentNotebook.Gpu;
            using AgentNotebook.PlotlyNet;
            var samples = Enumerable.Range(0, 10).Select(at => new MemorySample(TimeSpan.FromSeconds(at), at << 30, 0)).ToList();
            var curve = new MemoryCurve("A curve", "", DateTimeOffset.UnixEpoch, [new MemorySeries(new MemoryDevice(0, "Device", 80L << 30), samples, 9L << 30)], []);
            curve.ToPlotly().ToMimeBundle(withLibrary: false)
            """,
            "Plotly.NET", "DynamicObj", "FSharp.Core");
        Assert.Contains("application/vnd.plotly.v1+json", notebook, StringComparison.Ordinal);
        Assert.Contains("2 traces, 20 points", notebook, StringComparison.Ordinal);
    }

    private static JsonNode Figure(GenericChart chart) => JsonNode.Parse(GenericChart.toFigureJson(chart))!;
}

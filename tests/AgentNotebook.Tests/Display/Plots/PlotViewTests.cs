using System.Xml.Linq;
using AgentNotebook.Display;
using AgentNotebook.Display.Plots;

namespace AgentNotebook.Tests.Display.Plots;

public class PlotViewTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly PlotOptions Options = new("Loss <b>", "rate", "loss, percent") { Marks = [(0.15, "known")] };

    [Fact]
    public void axes_legend_marks_and_bars_of_error_are_drawn_and_the_numbers_stand_in_words()
    {
        var bundle = PlotView.Render([new PlotSeries("seed 1", [new(0.1, 10, 2), new(0.2, 30)]), new PlotSeries("seed 2", [new(0.1, 12)])], Options);
        var picture = XDocument.Parse(bundle.Data[MimeBundle.Svg]).Root!;
        var texts = picture.Descendants(Svg + "text").Select(text => text.Value).ToList();
        Assert.All(new[] { "Loss <b>", "rate", "↑ loss, percent", "seed 1", "seed 2", "known", "0.10", "0.20", "5", "30" }, text => Assert.Contains(text, texts));
        Assert.Equal("Loss <b>", picture.Element(Svg + "title")!.Value);
        Assert.Equal(3 + 2, picture.Descendants(Svg + "circle").Count());
        Assert.Equal("Loss <b>\nrate → loss, percent\nseed 1:\n  0.1 → 10 ± 2\n  0.2 → 30\nseed 2:\n  0.1 → 12", bundle.Data[MimeBundle.Text]);
        Assert.Equal(bundle.Data[MimeBundle.Svg], PlotView.Render([new PlotSeries("seed 1", [new(0.1, 10, 2), new(0.2, 30)]), new PlotSeries("seed 2", [new(0.1, 12)])], Options).Data[MimeBundle.Svg]);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 5)]
    [InlineData(-1e300, 1e300)]
    [InlineData(1e-200, 3e-200)]
    [InlineData(1e15, 1e15 + 1)]
    [InlineData(-0.0003, 0.0002)]
    public void any_finite_numbers_have_an_axis_that_holds_them_within_the_picture(double one, double other)
    {
        var picture = XDocument.Parse(PlotView.Render([new PlotSeries("a", [new(one, one), new(other, other)])], Options with { Marks = [] }).Data[MimeBundle.Svg]).Root!;
        Assert.All(picture.Descendants(Svg + "circle"), circle =>
        {
            Assert.InRange((double)circle.Attribute("cx")!, 0, 720);
            Assert.InRange((double)circle.Attribute("cy")!, 0, (double)picture.Attribute("height")!);
        });
        Assert.InRange(picture.Descendants(Svg + "text").Count(), 5, 30);
    }

    [Fact]
    public void what_cannot_be_drawn_is_refused_by_name()
    {
        Assert.Contains("'bad' has a point that cannot be drawn", Assert.Throws<ArgumentException>(() => PlotView.Render([new PlotSeries("bad", [new(0, double.NaN)])], Options)).Message);
        Assert.Contains("cannot be drawn", Assert.Throws<ArgumentException>(() => PlotView.Render([new PlotSeries("bad", [new(0, 0, -1)])], Options)).Message);
        Assert.Contains("not 1 with 0", Assert.Throws<ArgumentException>(() => PlotView.Render([new PlotSeries("none", [])], Options)).Message);
        Assert.Contains("with 5,001", Assert.Throws<ArgumentException>(() => PlotView.Render([new PlotSeries("many", [.. Enumerable.Range(0, 5_001).Select(i => new PlotPoint(i, i))])], Options)).Message);
    }
}

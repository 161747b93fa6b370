using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AgentNotebook.Display;
using AgentNotebook.Display.Curves;
using AgentNotebook.Display.Svg;
using AgentNotebook.Gpu;

namespace AgentNotebook.Tests.Display;

public class MemoryCurveViewTests
{
    private const int SizeBound = 60_000;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void the_picture_is_well_formed_and_says_in_words_what_it_shows()
    {
        var picture = Parse(Curve([Ramp(0, 100, 3L << 30)], [new MemoryMark(TimeSpan.FromSeconds(2), "load")]));
        Assert.Equal("img", picture.Attribute("role")!.Value);
        Assert.Equal("GPU memory (NVML 580.1)", picture.Element(Svg + "title")!.Value);
        Assert.Equal("device 0: peak 3 GiB at 9.9 s, start 0 B, end 3 GiB.", picture.Element(Svg + "desc")!.Value);
    }

    [Fact]
    public void title_device_peak_axis_and_marks_are_written_in_the_picture()
    {
        var texts = Texts(Parse(Curve([Ramp(0, 100, 3L << 30)], [new MemoryMark(TimeSpan.FromSeconds(2), "load")])));
        Assert.Contains("GPU memory (NVML 580.1)", texts);
        Assert.Contains("GPU 0 device 0 (80 GiB)", texts);
        Assert.Contains("peak 3 GiB at 9.9 s", texts);
        Assert.Contains("2 GiB", texts);
        Assert.Contains("4 s", texts);
        Assert.Contains("load", texts);
    }

    [Fact]
    public void process_memory_is_called_so_and_its_explanation_is_shown()
    {
        var curve = Curve([Ramp(0, 10, 1 << 20)], []) with { Title = "process memory (no GPU driver found)", Explanation = "No driver.", IsGpu = false };
        var texts = Texts(Parse(curve));
        Assert.Contains("No driver.", texts);
        Assert.Contains("managed heap", texts);
        Assert.Contains("child processes", texts);
        Assert.Contains("native and other", texts);
        Assert.Contains("device 0 (80 GiB machine memory)", texts);
    }

    [Fact]
    public void a_mark_that_holds_markup_is_shown_as_text()
    {
        var name = "<script>a & \"b\"</script>";
        var curve = Curve([Ramp(0, 10, 100)], [new MemoryMark(TimeSpan.Zero, name)]) with { Title = "</title><script>" };
        var picture = Parse(curve);
        Assert.Contains(name, Texts(picture));
        Assert.DoesNotContain(picture.Descendants(), element => element.Name.LocalName == "script");
    }

    [Fact]
    public void control_characters_and_half_surrogates_do_not_break_the_picture()
    {
        var picture = Parse(Curve([Ramp(0, 10, 100)], [new MemoryMark(TimeSpan.Zero, "a\u0000b\ud800c\uffff\u001bd")]));
        Assert.Contains("a\uFFFDb\uFFFDc\uFFFD\uFFFDd", Texts(picture));
    }

    [Fact]
    public void a_million_samples_stay_below_the_bound_and_keep_their_peak()
    {
        var samples = new MemorySample[1_000_000];
        var random = new Random(7);
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = new MemorySample(TimeSpan.FromMilliseconds(5 * i), random.NextInt64(1L << 33), random.NextInt64(1L << 32));
        }

        samples[123_456] = samples[123_456] with { UsedBytes = 5L << 33 };
        var curve = Curve([new MemorySeries(new MemoryDevice(0, "device 0", 80L << 30), samples, 5L << 33)], []);
        var svg = MemoryCurveView.Svg(curve, new MemoryCurveOptions { Width = 1600 });
        Assert.InRange(Encoding.UTF8.GetByteCount(svg), 10_000, SizeBound);

        // The area must reach the height at which the peak's dot stands.
        var picture = XElement.Parse(svg);
        var window = picture.Element(Svg + "svg")!;
        var dot = double.Parse(picture.Element(Svg + "circle")!.Attribute("cy")!.Value) - double.Parse(window.Attribute("y")!.Value);
        var area = window.Elements(Svg + "path").First().Attribute("d")!.Value;
        var heights = Regex.Matches(area, @"L[\d.]+ ([\d.]+)").Select(match => double.Parse(match.Groups[1].Value));
        Assert.Equal(dot, heights.Min(), 0.11);
        Assert.Contains("peak 40 GiB at 10 min 17 s", Texts(picture));
    }

    [Fact]
    public void the_worst_curve_stays_below_the_bound()
    {
        var random = new Random(11);
        var name = string.Concat(Enumerable.Repeat("&\"<", 200));
        var devices = Enumerable.Range(0, 200).Select(device =>
        {
            var samples = Enumerable.Range(0, 4096)
                .Select(i => new MemorySample(TimeSpan.FromDays(i), random.NextInt64(long.MaxValue), random.NextInt64(long.MaxValue)))
                .ToArray();
            return new MemorySeries(new MemoryDevice(device, name, long.MaxValue), samples, long.MaxValue);
        }).ToArray();
        var marks = Enumerable.Range(0, 5000).Select(i => new MemoryMark(TimeSpan.FromDays(i * 0.8), i % 50 == 0 ? "&&&" : name)).ToArray();
        var curve = Curve(devices, marks) with { Title = name, Explanation = name };
        foreach (var width in new[] { 320, 760, 1600 })
        {
            var svg = MemoryCurveView.Svg(curve, new MemoryCurveOptions { Width = width });
            Assert.InRange(Encoding.UTF8.GetByteCount(svg), 10_000, SizeBound);
            Assert.Contains("and 184 more devices", Texts(XElement.Parse(svg)));
        }

        Assert.InRange(MemoryCurveView.Render(curve).Data[MimeBundle.Text].Length, 100, 30_000);
    }

    [Fact]
    public void labels_of_marks_never_overlap_and_a_cluster_is_staggered()
    {
        string[] names = ["start", "load model", "act", "reflect", "revise", "act again", "done"];
        double[] seconds = [0, 3, 3.1, 3.2, 3.4, 7, 9.9];
        var marks = names.Zip(seconds, (name, second) => new MemoryMark(TimeSpan.FromSeconds(second), name)).ToArray();
        var picture = Parse(Curve([Ramp(0, 100, 1 << 30)], marks));
        var labels = picture.Elements(Svg + "text").Where(text => names.Contains(text.Value)).Select(text =>
        {
            var x = double.Parse(text.Attribute("x")!.Value);
            var width = SvgText.Width(text.Value, 10.5);
            var from = text.Attribute("text-anchor")?.Value == "end" ? x - width : x;
            return (text.Value, Y: text.Attribute("y")!.Value, From: from, To: from + width);
        }).ToArray();
        Assert.True(labels.Select(label => label.Y).Distinct().Count() >= 3, "the cluster stands in one lane");
        Assert.True(labels.Length >= 6, $"only {labels.Length} labels found room");
        Assert.DoesNotContain(
            from a in labels from b in labels where a.Value != b.Value && a.Y == b.Y && a.From < b.To && b.From < a.To select (a, b),
            _ => true);
    }

    [Fact]
    public void an_empty_curve_and_a_device_without_samples_say_so()
    {
        Assert.Contains("No device, no samples.", Texts(Parse(Curve([], []))));
        var silent = Curve([new MemorySeries(new MemoryDevice(0, "device 0", 0), [], 0)], []);
        Assert.Contains("no samples", Texts(Parse(silent)));
        Assert.EndsWith("GPU 0 device 0: no samples", MemoryCurveView.Render(silent).Data[MimeBundle.Text], StringComparison.Ordinal);
    }

    [Fact]
    public void a_single_sample_of_nothing_is_drawn()
    {
        var picture = Parse(Curve([new MemorySeries(new MemoryDevice(0, "d", 1), [default], 0)], []));
        Assert.Contains("peak 0 B at 0 s", Texts(picture));
    }

    [Fact]
    public void the_same_curve_gives_the_same_bytes()
    {
        var curve = Curve([Ramp(0, 1000, 1 << 30), Ramp(1, 77, 1 << 20)], [new MemoryMark(TimeSpan.FromSeconds(1), "x")]);
        Assert.Equal(MemoryCurveView.Render(curve).Data, MemoryCurveView.Render(curve with { }).Data);
    }

    [Fact]
    public void the_picture_holds_no_script_no_reference_and_no_ids()
    {
        foreach (var attribute in Parse(Curve([Ramp(0, 10, 100)], [])).DescendantsAndSelf().Attributes().Where(attribute => !attribute.IsNamespaceDeclaration))
        {
            Assert.DoesNotContain("http", attribute.Value, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("url(", attribute.Value, StringComparison.OrdinalIgnoreCase);
            Assert.False(attribute.Name.LocalName is "id" or "href" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal), attribute.ToString());
        }
    }

    [Fact]
    public void plain_text_gives_the_figures_a_small_curve_and_the_marks()
    {
        var text = MemoryCurveView.Render(Curve([Ramp(0, 100, 3L << 30)], [new MemoryMark(TimeSpan.FromSeconds(2), "load\nmodel")])).Data[MimeBundle.Text];
        var lines = text.Split('\n');
        Assert.Equal("GPU memory (NVML 580.1)", lines[0]);
        Assert.Equal("GPU 0 device 0 (80 GiB): peak 3 GiB at 9.9 s, start 0 B, end 3 GiB", lines[1]);
        Assert.Matches("^  ▁[▁▂▃▄▅▆▇█]{46}█  0 to 9.9 s$", lines[2]);
        Assert.Equal("marks: 2 s load model", lines[3]);
    }

    [Theory]
    [InlineData(319, null)]
    [InlineData(1601, null)]
    [InlineData(760, 39)]
    [InlineData(760, 401)]
    public void a_size_out_of_range_is_refused(int width, int? plotHeight) => Assert.Throws<ArgumentOutOfRangeException>(
        () => MemoryCurveView.Render(Curve([], []), new MemoryCurveOptions { Width = width, PlotHeight = plotHeight }));

    private static MemoryCurve Curve(MemorySeries[] devices, MemoryMark[] marks) =>
        new("GPU memory (NVML 580.1)", "", DateTimeOffset.UnixEpoch, devices, marks);

    /// <summary>Rises evenly from 0 to a highest value, ten samples a second.</summary>
    private static MemorySeries Ramp(int device, int count, long highest)
    {
        var samples = Enumerable.Range(0, count)
            .Select(i => new MemorySample(TimeSpan.FromMilliseconds(100 * i), highest / (count - 1) * i + (i == count - 1 ? highest % (count - 1) : 0), 0))
            .ToArray();
        return new MemorySeries(new MemoryDevice(device, $"device {device}", 80L << 30), samples, highest);
    }

    private static XElement Parse(MemoryCurve curve) => XElement.Parse(MemoryCurveView.Render(curve).Data[MimeBundle.Svg]);

    private static string[] Texts(XElement picture) => [.. picture.Descendants(Svg + "text").Select(text => text.Value)];
}

using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AgentNotebook.Agents;
using AgentNotebook.Display;
using AgentNotebook.Display.StateGraph;
using AgentNotebook.Display.Svg;
using AgentNotebook.Tests.Support;

namespace AgentNotebook.Tests.Display.StateGraph;

public partial class StateGraphLayoutTests
{
    private static readonly XNamespace _svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void no_text_covers_another_even_when_every_edge_was_taken()
    {
        var boxes = Boxes();
        foreach (var (a, i) in boxes.Select((box, i) => (box, i)))
        {
            Assert.All(boxes.Skip(i + 1), b => Assert.False(a.Meets(b), $"'{a.Text}' at {a.Left:0},{a.Bottom:0} covers '{b.Text}' at {b.Left:0},{b.Bottom:0}."));
        }
    }

    [Fact]
    public void every_text_lies_within_the_picture_and_no_count_of_an_edge_lies_on_a_state()
    {
        foreach (var box in Boxes())
        {
            Assert.True(box is { Left: > 2, Top: > 2, Right: < StateGraphLayout.Width - 2, Bottom: < StateGraphLayout.Height - 2 }, $"'{box.Text}' leaves the picture.");
            Assert.All(Enum.GetValues<AgentState>().Select(StateGraphLayout.Of), state => Assert.False(
                box.IsEdge && box.Left < state.Right && box.Right > state.Left && box.Top < state.Bottom && box.Bottom > state.Top,
                $"'{box.Text}' lies on the state at {state.X},{state.Y}."));
        }
    }

    [Fact]
    public void no_edge_runs_through_a_state()
    {
        foreach (var edge in GraphEdge.Of(TransitionTable.Default))
        {
            foreach (var (x, y) in Points(EdgeRoutes.Between(edge.From, edge.To, 0).Path))
            {
                Assert.All(Enum.GetValues<AgentState>(), state =>
                {
                    var box = StateGraphLayout.Of(state);
                    Assert.False(x > box.Left && x < box.Right && y > box.Top && y < box.Bottom, $"{edge.From} → {edge.To} runs through {state} at {x:0},{y:0}.");
                });
            }
        }
    }

    [Fact]
    public void every_edge_ends_at_the_outline_of_the_state_it_enters()
    {
        foreach (var edge in GraphEdge.Of(TransitionTable.Default))
        {
            var tip = EdgeRoutes.Between(edge.From, edge.To, 0).Head.Split(' ')[0].Split(',').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray();
            var box = StateGraphLayout.Of(edge.To);
            var (dx, dy) = (Math.Abs(tip[0] - box.X) - (box.Width / 2), Math.Abs(tip[1] - box.Y) - (NodeBox.Height / 2));
            Assert.True(Math.Abs(Math.Max(dx, dy)) < 0.6, $"{edge.From} → {edge.To} ends at {tip[0]},{tip[1]}, off the outline.");
        }
    }

    /// <summary>The corners of a path and points between them; curves are followed along their control points, which enclose them.</summary>
    private static IEnumerable<(double X, double Y)> Points(string path)
    {
        var corners = Pair().Matches(path)
            .Select(match => (X: double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), Y: double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture)))
            .ToList();
        return corners.Zip(corners.Skip(1), (a, b) => Enumerable.Range(0, 101).Select(i => (a.X + ((b.X - a.X) * i / 100), a.Y + ((b.Y - a.Y) * i / 100)))).SelectMany(points => points);
    }

    private static List<Box> Boxes()
    {
        var picture = XDocument.Parse(StateGraphView.Render(TransitionTable.Default, SampleRuns.Everywhere()).Data[MimeBundle.Svg]).Root!;
        return [.. picture.Descendants(_svg + "text").Select(Box.Of)];
    }

    [GeneratedRegex(@"(-?[\d.]+),(-?[\d.]+)")]
    private static partial Regex Pair();

    private sealed record Box(string Text, double Left, double Top, double Right, double Bottom, bool IsEdge)
    {
        internal static Box Of(XElement text)
        {
            var size = Number(text, "font-size");

            // The estimate is on the wide side; the characters used here are narrower than it says.
            var width = SvgText.Width(text.Value, size) * 0.95;
            var x = Number(text, "x");
            var left = text.Attribute("text-anchor")?.Value switch { "middle" => x - (width / 2), "end" => x - width, _ => x };
            return new Box(text.Value, left, Number(text, "y") - (size * 0.75), left + width, Number(text, "y") + 1, text.Parent!.Element(_svg + "path") is not null);
        }

        internal bool Meets(Box other) => Left < other.Right && Right > other.Left && Top < other.Bottom && Bottom > other.Top;

        private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
    }
}

using System.Text;
using AgentNotebook.Display.Svg;

namespace AgentNotebook.Display.StateGraph;

/// <summary>How one edge runs: a path that stops short of its tip, the arrowhead's outline, and where its count stands.</summary>
/// <param name="Path">SVG path data.</param>
/// <param name="Head">Points of the arrowhead.</param>
/// <param name="LabelX">Where the count stands.</param>
/// <param name="LabelY">Its baseline.</param>
/// <param name="Anchor">Its <c>text-anchor</c>.</param>
internal sealed record EdgeRoute(string Path, string Head, double LabelX, double LabelY, string Anchor = "middle")
{
    private const double HeadLength = 9;
    private const double HeadHalfWidth = 4.5;
    private const double CornerRadius = 12;

    internal EdgeRoute Labelled(double x, double y, string anchor = "middle") => this with { LabelX = x, LabelY = y, Anchor = anchor };

    /// <summary>A line through <paramref name="points"/> with rounded corners.</summary>
    internal static EdgeRoute Through(params (double X, double Y)[] points)
    {
        var tip = points[^1];
        var (dx, dy) = Direction(points[^2], tip);
        var ended = points.ToArray();
        ended[^1] = (tip.X - (dx * (HeadLength - 1)), tip.Y - (dy * (HeadLength - 1)));
        var path = new StringBuilder($"M{Text(ended[0])}");
        for (var i = 1; i < ended.Length - 1; i++)
        {
            var radius = Math.Min(CornerRadius, Math.Min(Distance(ended[i - 1], ended[i]), Distance(ended[i], ended[i + 1])) / 2);
            path.Append('L').Append(Text(Towards(ended[i], ended[i - 1], radius)))
                .Append('Q').Append(Text(ended[i])).Append(' ').Append(Text(Towards(ended[i], ended[i + 1], radius)));
        }

        path.Append('L').Append(Text(ended[^1]));
        return new EdgeRoute(path.ToString(), HeadAt(tip, dx, dy), (points[0].X + points[1].X) / 2, ((points[0].Y + points[1].Y) / 2) - 7);
    }

    /// <summary>A curve that leaves and arrives upright.</summary>
    internal static EdgeRoute Upright((double X, double Y) from, (double X, double Y) to)
    {
        var dy = Math.Sign(to.Y - from.Y);
        var end = (to.X, Y: to.Y - (dy * (HeadLength - 1)));
        var middle = (from.Y + end.Y) / 2;
        return new EdgeRoute(
            $"M{Text(from)}C{Text((from.X, middle))} {Text((to.X, middle))} {Text(end)}",
            HeadAt(to, 0, dy),
            (from.X + to.X) / 2,
            middle + 4);
    }

    private static string HeadAt((double X, double Y) tip, double dx, double dy)
    {
        var (baseX, baseY) = (tip.X - (dx * HeadLength), tip.Y - (dy * HeadLength));
        return $"{Text(tip)} {Text((baseX - (dy * HeadHalfWidth), baseY + (dx * HeadHalfWidth)))} {Text((baseX + (dy * HeadHalfWidth), baseY - (dx * HeadHalfWidth)))}";
    }

    private static (double X, double Y) Towards((double X, double Y) from, (double X, double Y) to, double distance)
    {
        var (dx, dy) = Direction(from, to);
        return (from.X + (dx * distance), from.Y + (dy * distance));
    }

    private static (double X, double Y) Direction((double X, double Y) from, (double X, double Y) to)
    {
        var length = Distance(from, to);
        return length == 0 ? (1, 0) : ((to.X - from.X) / length, (to.Y - from.Y) / length);
    }

    private static double Distance((double X, double Y) a, (double X, double Y) b) => Math.Sqrt(((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y)));

    private static string Text((double X, double Y) point) => $"{SvgNumber.Text(point.X)},{SvgNumber.Text(point.Y)}";
}

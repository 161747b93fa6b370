using AgentNotebook.Agents;
using static AgentNotebook.Agents.AgentState;

namespace AgentNotebook.Display.StateGraph;

/// <summary>How each edge runs, chosen by hand so that no edge crosses a state and no count covers another.</summary>
internal static class EdgeRoutes
{
    private const double LowerLane = 280;
    private const double CancelRail = 322;
    private const double ResumeRail = 344;

    private static readonly Dictionary<(AgentState From, AgentState To), EdgeRoute> _routes = new()
    {
        [(Ready, Planning)] = EdgeRoute.Through((134, 100), (180, 100)).Labelled(151, 92),
        [(Ready, Acting)] = EdgeRoute.Through((82, 78), (82, 22), (396, 22), (396, 78)).Labelled(232, 17),
        [(Ready, Revising)] = EdgeRoute.Through((98, 122), (98, 260), (484, 260), (484, 244)).Labelled(132, 254),
        [(Planning, Acting)] = EdgeRoute.Through((284, 100), (344, 100)).Labelled(311, 92),
        [(Acting, Reflecting)] = EdgeRoute.Through((448, 100), (520, 100)).Labelled(481, 92),
        [(Reflecting, Succeeded)] = EdgeRoute.Through((624, 100), (706, 100)).Labelled(674, 92),
        [(Reflecting, Planning)] = EdgeRoute.Through((590, 78), (590, 58), (244, 58), (244, 78)).Labelled(482, 53),
        [(Reflecting, Revising)] = EdgeRoute.Upright((546, 122), (510, 200)).Labelled(544, 166, "start"),
        [(Revising, Acting)] = EdgeRoute.Upright((462, 200), (434, 122)).Labelled(460, 158, "start"),
        [(Planning, Retrying)] = EdgeRoute.Upright((238, 122), (282, 200)).Labelled(248, 174, "end"),
        [(Retrying, Planning)] = EdgeRoute.Upright((304, 200), (260, 122)).Labelled(297, 156, "start"),
        [(Acting, Retrying)] = EdgeRoute.Upright((390, 122), (346, 200)).Labelled(374, 182, "start"),
        [(Retrying, Acting)] = EdgeRoute.Upright((324, 200), (368, 122)).Labelled(352, 142, "end"),
        [(Revising, Retrying)] = EdgeRoute.Through((432, 214), (366, 214)).Labelled(390, 208),
        [(Retrying, Revising)] = EdgeRoute.Through((366, 232), (432, 232)).Labelled(390, 247),
        [(Ready, Cancelled)] = EdgeRoute.Through((66, 122), (66, CancelRail), (772, CancelRail), (772, 302)).Labelled(60, 148, "end"),
        [(AwaitingHuman, Cancelled)] = EdgeRoute.Through((838, 172), (848, 172), (848, 272), (838, 272)).Labelled(844, 255, "end"),
        [(AwaitingHuman, Ready)] = Resume(156, 250),
        [(Failed, Ready)] = Resume(222, 430),
        [(Cancelled, Ready)] = Resume(288, 610),
    };

    /// <summary>The route between two states. <paramref name="nth"/> counts the edges into resting states that leave the same state, from 0.</summary>
    internal static EdgeRoute Between(AgentState from, AgentState to, int nth)
    {
        if (_routes.TryGetValue((from, to), out var route))
        {
            return route;
        }

        return StateGraphLayout.Working.Contains(from) && Trunk(to) is { } trunk ? Stopping(from, to, trunk, nth) : Straight(from, to);
    }

    /// <summary>The route of an edge that all working states have.</summary>
    internal static EdgeRoute FromFrame(AgentState to)
    {
        var box = StateGraphLayout.Of(to);
        return EdgeRoute.Through((StateGraphLayout.Frame.Right, box.Y), (box.Left, box.Y));
    }

    private static EdgeRoute Resume(double y, double labelX) =>
        EdgeRoute.Through((838, y), (858, y), (858, ResumeRail), (12, ResumeRail), (12, 100), (30, 100)).Labelled(labelX, ResumeRail - 5);

    private static double? Trunk(AgentState to) => to switch
    {
        AwaitingHuman => 662,
        Failed => 674,
        Cancelled => 686,
        _ => null,
    };

    private static EdgeRoute Stopping(AgentState from, AgentState to, double trunk, int nth)
    {
        var shift = nth * 24;
        var end = StateGraphLayout.Of(to);
        (EdgeRoute Route, double X, double Y, string Anchor) way = from switch
        {
            Reflecting => (Lane((602, 122), 164), 608 + shift, 152, "start"),
            Revising => (Lane((536, 222), 222), 560 + shift, 215, "start"),
            Retrying => (Lane((314, 244), LowerLane), 322 + shift, 275, "start"),
            Acting => (Lane((410, 122), LowerLane), 416 + shift, 275, "start"),
            _ => (Lane((206, 122), LowerLane), 200 - shift, 140, "end"),
        };
        return way.Route.Labelled(way.X, way.Y, way.Anchor);

        EdgeRoute Lane((double X, double Y) start, double lane)
        {
            List<(double, double)> points = [start];
            if (start.Y != lane)
            {
                points.Add((start.X, lane));
            }

            if (end.Y != lane)
            {
                points.AddRange([(trunk, lane), (trunk, end.Y)]);
            }

            points.Add((end.Left, end.Y));
            return EdgeRoute.Through([.. points]);
        }
    }

    // Only a table with edges of its own comes here.
    private static EdgeRoute Straight(AgentState from, AgentState to)
    {
        var (a, b) = (StateGraphLayout.Of(from), StateGraphLayout.Of(to));
        return from == to
            ? EdgeRoute.Through((a.X - 12, a.Top), (a.X - 12, a.Top - 16), (a.X + 12, a.Top - 16), (a.X + 12, a.Top))
            : EdgeRoute.Through(Border(a, b), Border(b, a));
    }

    private static (double X, double Y) Border(NodeBox of, NodeBox towards)
    {
        var (dx, dy) = (towards.X - of.X, towards.Y - of.Y);
        var scale = Math.Min(
            dx == 0 ? double.MaxValue : of.Width / 2 / Math.Abs(dx),
            dy == 0 ? double.MaxValue : NodeBox.Height / 2 / Math.Abs(dy));
        return (of.X + (dx * scale), of.Y + (dy * scale));
    }
}

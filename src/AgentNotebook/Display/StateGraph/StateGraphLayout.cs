using AgentNotebook.Agents;
using static AgentNotebook.Agents.AgentState;

namespace AgentNotebook.Display.StateGraph;

/// <summary>Where everything stands. Chosen by hand, so that the picture of every run is the same picture.</summary>
/// <remarks>
/// The way to success is the upper row. The states that work share a frame (a superstate, as in Harel's statecharts, 1987), so that the
/// edges which every one of them has are drawn once, from the frame. Where a run can come to rest is the right column.
/// </remarks>
internal static class StateGraphLayout
{
    internal const double Width = 870;
    internal const double Height = 392;

    /// <summary>Narrower it is scrolled: its texts would be smaller than 8 pixels.</summary>
    internal const double LeastWidth = 640;

    /// <summary>Baseline of the line of words under the graph.</summary>
    internal const double CaptionY = 374;

    internal static readonly (double Left, double Top, double Right, double Bottom) Frame = (168, 38, 644, 304);

    /// <summary>The states inside the frame.</summary>
    internal static readonly AgentState[] Working = [Planning, Acting, Reflecting, Revising, Retrying];

    private const double Step = 104;
    private const double End = 132;

    private static readonly Dictionary<AgentState, NodeBox> _nodes = new()
    {
        [Ready] = new(82, 100, Step),
        [Planning] = new(232, 100, Step),
        [Acting] = new(396, 100, Step),
        [Reflecting] = new(572, 100, Step),
        [Retrying] = new(314, 222, Step),
        [Revising] = new(484, 222, Step),
        [Succeeded] = new(772, 100, End),
        [AwaitingHuman] = new(772, 164, End),
        [Failed] = new(772, 222, End),
        [Cancelled] = new(772, 280, End),
    };

    internal static NodeBox Of(AgentState state) => _nodes[state];
}

using System.Globalization;
using AgentNotebook.Agents;
using AgentNotebook.Agents.Runs;
using Plotly.NET;

namespace AgentNotebook.PlotlyNet;

/// <summary>A run as a chart: a row for each state, a bar for each stay.</summary>
internal static class TimelineChart
{
    private const int OrdinaryHeight = 400;

    private static readonly Dictionary<AgentState, string> _colours = new()
    {
        [AgentState.Ready] = "#9D9D9D",
        [AgentState.Planning] = "#4C78A8",
        [AgentState.Acting] = "#54A24B",
        [AgentState.Reflecting] = "#B279A2",
        [AgentState.Revising] = "#F58518",
        [AgentState.Retrying] = "#EECA3B",
        [AgentState.AwaitingHuman] = "#72B7B2",
        [AgentState.Succeeded] = "#2E7D32",
        [AgentState.Failed] = "#C62828",
        [AgentState.Cancelled] = "#616161",
    };

    internal static GenericChart Of(RunRecord run, PlotlyOptions options)
    {
        var all = Stays(run);
        var shown = all.TakeLast(options.Steps).ToList();
        var states = Enum.GetValues<AgentState>().Where(state => shown.Exists(stay => stay.State == state)).ToList();
        var left = all.Count == shown.Count ? "" : string.Create(CultureInfo.InvariantCulture, $" (the last {shown.Count:N0} of {all.Count:N0} steps)");
        var layout = new Layout().With(
            ("title", PlotlyValues.Object(("text", PlotlyValues.Text($"Run {run.Id}: {run.State}{left}")))),
            ("height", options.Height ?? OrdinaryHeight),
            ("barmode", "overlay"),
            ("showlegend", false),
            ("xaxis", PlotlyValues.Object(("title", PlotlyValues.Object(("text", "seconds"))))),
            ("yaxis", PlotlyValues.Object(("type", "category"), ("autorange", "reversed"), ("automargin", true), ("categoryorder", "array"), ("categoryarray", states.Select(state => state.ToString()).ToArray()))));
        var bars = states.Select(state => Bars(state, shown.Where(stay => stay.State == state).ToList())).Append(Ends(shown));
        return GenericChart.setLayout(layout, GenericChart.combine(bars.Select(trace => GenericChart.ofTraceObject(false, trace))));
    }

    private static List<(AgentState State, double From, double To, string Why)> Stays(RunRecord run)
    {
        List<(AgentState, double, double, string)> stays = [];
        var (state, since, why) = (AgentState.Ready, run.Started, "The run was started.");
        foreach (var (time, transition) in run.Transitions)
        {
            stays.Add((state, Seconds(since), Seconds(time), why));
            (state, since, why) = (transition.To, time, $"{transition.Trigger}: {transition.Reason}");
        }

        // Where it is now: how long is not for the chart to say, for it has no clock.
        stays.Add((state, Seconds(since), Seconds(since), why));
        return stays;

        double Seconds(DateTimeOffset time) => Math.Round((time - run.Started).TotalSeconds, 3);
    }

    private static Trace Bars(AgentState state, List<(AgentState State, double From, double To, string Why)> stays) => new Trace("bar").With(
        ("orientation", "h"),
        ("name", state.ToString()),
        ("y", stays.Select(_ => state.ToString()).ToArray()),
        ("base", stays.Select(stay => stay.From).ToArray()),
        ("x", stays.Select(stay => Math.Round(stay.To - stay.From, 3)).ToArray()),
        ("hovertext", stays.Select(stay => PlotlyValues.Text(stay.Why)).ToArray()),
        ("hovertemplate", "%{hovertext}<br>from %{base} s for %{x} s<extra></extra>"),
        ("marker", PlotlyValues.Object(("color", _colours[state]))));

    // A bar of no length shows nothing: a mark says where the run is.
    private static Trace Ends(List<(AgentState State, double From, double To, string Why)> stays) => new Trace("scatter").With(
        ("mode", "markers"),
        ("name", "now"),
        ("x", new[] { stays[^1].From }),
        ("y", new[] { stays[^1].State.ToString() }),
        ("hovertext", new[] { PlotlyValues.Text(stays[^1].Why) }),
        ("hovertemplate", "%{hovertext}<br>since %{x} s<extra></extra>"),
        ("marker", PlotlyValues.Object(("color", _colours[stays[^1].State]), ("size", 12), ("symbol", "diamond"))));
}

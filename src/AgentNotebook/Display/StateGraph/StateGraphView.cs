using System.Text;
using AgentNotebook.Agents;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Display.Svg;

namespace AgentNotebook.Display.StateGraph;

/// <summary>Shows the state machine, and the way one run took through it.</summary>
public static class StateGraphView
{
    /// <summary>Renders the graph.</summary>
    /// <remarks>
    /// Every state has its fixed place. With a run, states and edges it took are drawn in full with their counts, the others faintly, and
    /// the state it is in is marked. A narrow page scales it down. The picture holds no script and no reference, stays below 60 KB for any run, and follows the page's
    /// light or dark theme. The same table and run give the same bytes.
    /// </remarks>
    /// <param name="table">The machine.</param>
    /// <param name="run">The run to show on it; <see langword="null"/> for the machine alone.</param>
    /// <returns><c>image/svg+xml</c>, the same as <c>text/html</c>, and <c>text/plain</c> with the path and its counts.</returns>
    public static MimeBundle Render(TransitionTable table, RunRecord? run = null)
    {
        ArgumentNullException.ThrowIfNull(table);

        // No text/vnd.mermaid beside it: JupyterLab prefers that (rank 61) to SVG (rank 80) and would hide the run's path.
        return ShrinkingPicture.Bundle(Svg(table, run, StateGraphFrame.Page), "State graph", run is null ? Describe(table) : Describe(run));
    }

    /// <summary>The machine as a Mermaid <c>stateDiagram-v2</c>. What all working states have alike leaves their common frame once.</summary>
    /// <remarks>For documents. A front end that knows both would show it in place of the picture, so it is not part of the bundle.</remarks>
    /// <param name="table">The machine.</param>
    public static string ToMermaid(TransitionTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return StateGraphMermaid.Write(table);
    }

    /// <summary>The picture alone, one <c>svg</c> element.</summary>
    internal static string Svg(TransitionTable table, RunRecord? run, StateGraphFrame frame) => new StateGraphSvg(table, run, frame).Draw();

    /// <summary>A run's path in words with its counts, one line each.</summary>
    internal static string Describe(RunRecord run)
    {
        var path = new RunPath(run);
        return $"{path.InWords()}\nVisits: {string.Join(", ", path.VisitsInWords())}\nTransitions: {path.Transitions}. Now: {run.State}.";
    }

    private static string Describe(TransitionTable table)
    {
        var text = new StringBuilder();
        foreach (var group in table.Rules.GroupBy(rule => rule.From))
        {
            text.Append(text.Length == 0 ? "" : "\n").Append(group.Key).Append(": ")
                .AppendJoin(", ", group.Select(rule => $"{rule.Trigger} → {rule.To}"));
        }

        return text.ToString();
    }
}

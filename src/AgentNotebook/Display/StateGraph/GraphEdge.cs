using AgentNotebook.Agents;

namespace AgentNotebook.Display.StateGraph;

/// <summary>Everything the table says on the way from one state to another.</summary>
/// <param name="From">The state left.</param>
/// <param name="To">The state entered.</param>
/// <param name="Triggers">What can move a run along it, at least one.</param>
internal sealed record GraphEdge(AgentState From, AgentState To, IReadOnlyList<AgentTrigger> Triggers)
{
    internal string Label => string.Join(", ", Triggers);

    /// <summary>The edges of a table, in its order.</summary>
    internal static IReadOnlyList<GraphEdge> Of(TransitionTable table) =>
    [
        .. table.Rules.GroupBy(rule => (rule.From, rule.To))
            .Select(group => new GraphEdge(group.Key.From, group.Key.To, [.. group.Select(rule => rule.Trigger).Distinct()])),
    ];

    /// <summary>The edges that every working state has alike: one for each state entered, as the label it carries.</summary>
    internal static IReadOnlyList<(AgentState To, string Label)> Shared(IReadOnlyList<GraphEdge> edges) =>
    [
        .. edges.Where(edge => StateGraphLayout.Working.Contains(edge.From) && TransitionTable.IsResting(edge.To))
            .GroupBy(edge => (edge.To, edge.Label))
            .Where(group => group.Count() == StateGraphLayout.Working.Length)
            .Select(group => group.Key),
    ];
}

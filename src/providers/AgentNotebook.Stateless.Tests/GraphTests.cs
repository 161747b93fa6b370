using System.Text.RegularExpressions;
using AgentNotebook.Agents;
using AgentNotebook.Display.StateGraph;
using AgentNotebook.Providers.Tests;
using Stateless.Graph;

namespace AgentNotebook.Stateless.Tests;

/// <summary>The graphs of Stateless hold each edge of the table, and no other.</summary>
public sealed partial class GraphTests
{
    private static readonly IEnumerable<string> _edges = TransitionTable.Default.Rules.Select(rule => $"{rule.From} -{rule.Trigger}-> {rule.To}").Order(StringComparer.Ordinal);

    [Fact]
    public void the_graph_for_Graphviz_has_every_edge()
    {
        var dot = TransitionTable.Default.ToDot();
        Assert.StartsWith("digraph {", dot, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', dot);
        Assert.Equal(_edges, DotEdge().Matches(dot).Select(edge => $"{edge.Groups[1]} -{edge.Groups[3]}-> {edge.Groups[2]}").Order(StringComparer.Ordinal));
        Assert.Matches("init *-> *\"?Ready", dot);
    }

    [Fact]
    public void the_graph_for_Mermaid_has_every_edge_that_our_own_has()
    {
        var mermaid = TransitionTable.Default.ToMermaid();
        Assert.StartsWith("stateDiagram-v2", mermaid, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', mermaid);
        Assert.Equal(_edges, MermaidEdge().Matches(mermaid).Select(edge => $"{edge.Groups[1]} -{edge.Groups[3]}-> {edge.Groups[2]}").Order(StringComparer.Ordinal));
        Assert.Contains("[*] --> Ready", mermaid, StringComparison.Ordinal);
        Assert.All(Enum.GetNames<AgentState>(), state => Assert.Contains(state, StateGraphView.ToMermaid(TransitionTable.Default), StringComparison.Ordinal));
    }

    [Fact]
    public void a_direction_is_taken() => Assert.Contains("direction LR", TransitionTable.Default.ToMermaid(MermaidGraphDirection.LeftToRight), StringComparison.Ordinal);

    [Fact]
    public void a_notebook_uses_it_after_a_reference() => Assert.Contains(
        "Planning, Acting",
        NotebookRun.Output("AgentNotebook.Stateless", """
            using AgentNotebook.Agents;
            using AgentNotebook.Stateless;
            var machine = TransitionTable.Default.ToStateMachine();
            machine.Fire(AgentTrigger.Start);
            var before = machine.State;
            machine.Fire(AgentTrigger.Planned);
            $"{before}, {machine.State}, {TransitionTable.Default.ToDot().Length > 500}"
            """,
            "Stateless"),
        StringComparison.Ordinal);

    [GeneratedRegex("""^"?(\w+)"? -> "?(\w+)"? \[style="solid", label="(\w+)"\]""", RegexOptions.Multiline)]
    private static partial Regex DotEdge();

    [GeneratedRegex(@"^\s*(\w+) --> (\w+) ?: ?(\w+)\s*$", RegexOptions.Multiline)]
    private static partial Regex MermaidEdge();
}

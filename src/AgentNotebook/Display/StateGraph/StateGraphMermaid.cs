using System.Text;
using AgentNotebook.Agents;

namespace AgentNotebook.Display.StateGraph;

/// <summary>Writes the machine in Mermaid's language (<c>stateDiagram-v2</c>, https://mermaid.js.org/syntax/stateDiagram.html).</summary>
internal static class StateGraphMermaid
{
    private const string Group = "Working";

    internal static string Write(TransitionTable table)
    {
        var edges = GraphEdge.Of(table);
        var shared = GraphEdge.Shared(edges);
        var single = edges.Where(edge => !(StateGraphLayout.Working.Contains(edge.From) && shared.Contains((edge.To, edge.Label)))).ToList();
        var text = new StringBuilder("stateDiagram-v2\n    direction LR\n    [*] --> Ready\n");
        text.Append($"    state {Group} {{\n");
        foreach (var edge in single.Where(IsInside))
        {
            text.Append("    ");
            Append(text, edge.From.ToString(), edge.To, edge.Label);
        }

        text.Append("    }\n");
        foreach (var edge in single.Where(edge => !IsInside(edge)))
        {
            Append(text, edge.From.ToString(), edge.To, edge.Label);
        }

        foreach (var (to, label) in shared)
        {
            Append(text, Group, to, label);
        }

        foreach (var state in Enum.GetValues<AgentState>().Where(TransitionTable.IsFinal))
        {
            text.Append($"    {state} --> [*]\n");
        }

        return text.ToString();
    }

    private static bool IsInside(GraphEdge edge) => StateGraphLayout.Working.Contains(edge.From) && StateGraphLayout.Working.Contains(edge.To);

    private static void Append(StringBuilder text, string from, AgentState to, string label) => text.Append($"    {from} --> {to}: {label}\n");
}

using AgentNotebook.Agents;
using Stateless;
using Stateless.Graph;

namespace AgentNotebook.Stateless;

/// <summary>
/// The state machine of runs as one of Stateless: built from a <see cref="TransitionTable"/>, with the table's answers and refusals, and with the graphs that
/// Stateless draws. In a notebook, <c>TransitionTable.Default.ToStateMachine(run.State)</c> shows where a run can go from where it is.
/// </summary>
/// <remarks>
/// The table stays the only place that knows the edges, and runs follow it: a machine made here is a copy to look at, to attach actions to, or to drive something
/// of your own. What is configured on it reaches no run.
/// </remarks>
public static class StatelessMachine
{
    /// <summary>A machine with the edges of a table that keeps its state itself.</summary>
    /// <param name="table">The edges.</param>
    /// <param name="state">The state it begins in.</param>
    /// <returns>A machine whose <c>Fire</c> throws, for a trigger that leaves the state nowhere, what <see cref="TransitionTable.Next"/> throws.</returns>
    public static StateMachine<AgentState, AgentTrigger> ToStateMachine(this TransitionTable table, AgentState state = AgentState.Ready) =>
        Configure(new StateMachine<AgentState, AgentTrigger>(Known(state)), table);

    /// <summary>A machine with the edges of a table whose state is kept elsewhere.</summary>
    /// <param name="table">The edges.</param>
    /// <param name="state">Gives the state.</param>
    /// <param name="enter">Takes the state that was entered.</param>
    /// <inheritdoc cref="ToStateMachine(TransitionTable, AgentState)"/>
    public static StateMachine<AgentState, AgentTrigger> ToStateMachine(this TransitionTable table, Func<AgentState> state, Action<AgentState> enter)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(enter);
        return Configure(new StateMachine<AgentState, AgentTrigger>(state, enter), table);
    }

    /// <summary>A table's graph in the language of Graphviz.</summary>
    /// <param name="table">The edges.</param>
    /// <returns>A digraph, lines ended by <c>\n</c>; an arrow from a dot leads to <see cref="AgentState.Ready"/>.</returns>
    public static string ToDot(this TransitionTable table) => UmlDotGraph.Format(table.ToStateMachine().GetInfo()).ReplaceLineEndings("\n");

    /// <summary>A table's graph in the language of Mermaid.</summary>
    /// <param name="table">The edges.</param>
    /// <param name="direction">Where the arrows run; <see langword="null"/> leaves it to Mermaid, which draws from top to bottom.</param>
    /// <returns>A <c>stateDiagram-v2</c>, lines ended by <c>\n</c>.</returns>
    public static string ToMermaid(this TransitionTable table, MermaidGraphDirection? direction = null) =>
        MermaidGraph.Format(table.ToStateMachine().GetInfo(), direction).ReplaceLineEndings("\n");

    private static StateMachine<AgentState, AgentTrigger> Configure(StateMachine<AgentState, AgentTrigger> machine, TransitionTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        foreach (var rule in table.Rules)
        {
            var state = machine.Configure(rule.From);
            // Stateless takes an edge back to where it began only by its own name.
            _ = rule.From == rule.To ? state.PermitReentry(rule.Trigger) : state.Permit(rule.Trigger, rule.To);
        }

        machine.OnUnhandledTrigger((state, trigger) => _ = table.Next(state, trigger));
        return machine;
    }

    private static AgentState Known(AgentState state) =>
        Enum.IsDefined(state) ? state : throw new ArgumentOutOfRangeException(nameof(state), state, $"There is no state {state}.");
}

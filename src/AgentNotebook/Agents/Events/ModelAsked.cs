using AgentNotebook.Models;

namespace AgentNotebook.Agents.Events;

/// <summary>A model call is about to be made. Without a <see cref="ModelAnswered"/> after it, it was in flight when the process ended.</summary>
/// <param name="Call">Counted from 1 within the run; a repeated try of the same call keeps its number.</param>
/// <param name="State">The state that asks.</param>
public sealed record ModelAsked(int Call, AgentState State) : RunEvent
{
    /// <summary>What is asked for; <see cref="ModelRole.None"/> in journals that do not tell.</summary>
    public ModelRole Role { get; init; }
}

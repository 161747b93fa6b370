namespace AgentNotebook.Agents.Events;

/// <summary>The run moved to another state. On the disk before anything happens there.</summary>
/// <param name="From">The state it left.</param>
/// <param name="Trigger">What moved it.</param>
/// <param name="To">The state it entered.</param>
/// <param name="Reason">One sentence for a person.</param>
public sealed record Transitioned(AgentState From, AgentTrigger Trigger, AgentState To, string Reason) : RunEvent
{
    /// <summary>What memory did in the step it ends; <see langword="null"/> where nobody measured, and in journals that do not tell.</summary>
    public StepMemory? Memory { get; init; }
}

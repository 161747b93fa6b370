using AgentNotebook.Agents.Events;

namespace AgentNotebook.Agents.States;

/// <summary>What a state asks for after it has acted.</summary>
/// <param name="Trigger">What should move the run; the controller may overrule it.</param>
/// <param name="Reason">One sentence for a person.</param>
/// <param name="Events">What happened, to be written together with the transition.</param>
internal sealed record StepResult(AgentTrigger Trigger, string Reason, params IReadOnlyList<RunEvent> Events)
{
    /// <summary>What memory did meanwhile; <see langword="null"/> where nobody measured.</summary>
    public StepMemory? Memory { get; init; }
}

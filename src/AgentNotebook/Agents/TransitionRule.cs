namespace AgentNotebook.Agents;

/// <summary>One edge of the state machine.</summary>
/// <param name="From">The state it leaves.</param>
/// <param name="Trigger">What makes it happen.</param>
/// <param name="To">The state it enters.</param>
/// <param name="Resumes">Whether only something outside the run loop takes it: a person, or a repeated pass over the notebook.</param>
public sealed record TransitionRule(AgentState From, AgentTrigger Trigger, AgentState To, bool Resumes = false);

using AgentNotebook.Agents.Runs;

namespace AgentNotebook.Agents.Replay;

/// <summary>The steps of two runs that have the same number.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Left">The left run's; <see langword="null"/> when it has no such step.</param>
/// <param name="Right">The right run's; <see langword="null"/> when it has no such step.</param>
/// <param name="Difference">In what they differ; <see langword="null"/> when they do not.</param>
public sealed record ComparedStep(int Number, TransitionRecord? Left, TransitionRecord? Right, string? Difference);

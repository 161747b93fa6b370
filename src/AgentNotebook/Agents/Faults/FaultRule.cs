using AgentNotebook.Models;

namespace AgentNotebook.Agents.Faults;

/// <summary>One rule by which faults are told apart.</summary>
/// <param name="Name">What a fault names as the rule that judged it, in kebab-case.</param>
/// <param name="Kind">What such a fault calls for.</param>
/// <param name="Sentence">What it covers and why it is judged so, for a person.</param>
public sealed record FaultRule(string Name, FaultKind Kind, string Sentence)
{
    /// <summary>Whether it covers something that the machinery around the code threw.</summary>
    internal Func<Exception, bool> Covers { get; init; } = static _ => false;

    /// <summary>Whether it covers an attempt that did not succeed.</summary>
    internal Func<Attempt, bool> CoversAttempt { get; init; } = static _ => false;
}

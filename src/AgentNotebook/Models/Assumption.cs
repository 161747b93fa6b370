namespace AgentNotebook.Models;

/// <summary>Something the task leaves open, and what is assumed instead.</summary>
/// <param name="Name">Short name by which a person changes it, in kebab-case.</param>
/// <param name="Question">What is open.</param>
/// <param name="Value">What is assumed.</param>
public sealed record Assumption(string Name, string Question, string Value)
{
    /// <summary>Whether a person decided it.</summary>
    public bool IsDecided { get; init; }
}

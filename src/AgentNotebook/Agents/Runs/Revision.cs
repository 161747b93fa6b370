namespace AgentNotebook.Agents.Runs;

/// <summary>Code a model gave, and why.</summary>
/// <param name="Call">The model call it came from, counted from 1.</param>
/// <param name="Explanation">The plan, or what was changed and why.</param>
/// <param name="Code">The code; <see langword="null"/> when the model knew no further.</param>
public sealed record Revision(int Call, string Explanation, string? Code);

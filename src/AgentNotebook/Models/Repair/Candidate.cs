namespace AgentNotebook.Models.Repair;

/// <summary>Code that compiles, with what was changed in it and why.</summary>
internal sealed record Candidate(string Code, string Explanation);

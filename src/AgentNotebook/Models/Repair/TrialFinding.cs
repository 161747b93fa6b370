namespace AgentNotebook.Models.Repair;

/// <summary>What a search came to.</summary>
/// <param name="Candidate">The code to try next; null when there is none.</param>
/// <param name="Doubt">Why none was chosen although some pass; null when none passes.</param>
internal sealed record TrialFinding(Candidate? Candidate, string? Doubt = null);

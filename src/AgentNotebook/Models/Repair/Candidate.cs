namespace AgentNotebook.Models.Repair;

/// <summary>Code that may mend a fault, with what was changed in it and why.</summary>
/// <param name="Code">The changed code.</param>
/// <param name="Explanation">What was changed and why.</param>
/// <param name="Strength">Its place in the order: candidates of one number are equally usual, a smaller number is more usual.</param>
/// <param name="Rank">How far from the usual slip its change is, wherever it was found.</param>
internal sealed record Candidate(string Code, string Explanation, int Strength = 0, int Rank = 0);

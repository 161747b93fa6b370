namespace AgentNotebook.Models.Repair;

/// <summary>Code that may mend a fault, with what was changed in it and why.</summary>
/// <param name="Code">The changed code.</param>
/// <param name="Explanation">What was changed and why.</param>
/// <param name="Strength">How far from the usual slip it is: candidates of one number are equally usual, a smaller number is more usual.</param>
internal sealed record Candidate(string Code, string Explanation, int Strength = 0);

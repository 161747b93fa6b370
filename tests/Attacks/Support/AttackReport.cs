namespace AgentNotebook.Attacks;

/// <summary>What came of all probes at one level, run by one user.</summary>
/// <param name="Unavailable">Why the level cannot be had; <see langword="null"/> when it can.</param>
/// <param name="Records">One for each probe, by its name.</param>
/// <param name="Leftovers">Processes and files that were still there at the end, each with the probe that left it where that can be told.</param>
internal sealed record AttackReport(string? Unavailable, IReadOnlyDictionary<string, AttackRecord> Records, IReadOnlyList<string> Leftovers);

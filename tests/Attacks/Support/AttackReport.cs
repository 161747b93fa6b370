namespace AgentNotebook.Attacks;

/// <summary>What came of all probes at one level, run by one user.</summary>
/// <param name="NotRun">Why nothing was run; <see langword="null"/> when it was.</param>
/// <param name="Records">One for each probe, by its name.</param>
/// <param name="Leftovers">Processes and files that were still there at the end, each with the probe that left it where that can be told.</param>
internal sealed record AttackReport(string? NotRun, IReadOnlyDictionary<string, AttackRecord> Records, IReadOnlyList<string> Leftovers);

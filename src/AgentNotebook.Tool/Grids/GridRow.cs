namespace AgentNotebook.Tool.Grids;

/// <summary>A member in the table of its grid.</summary>
/// <param name="Result">What it came to.</param>
/// <param name="Parameters">Its parameters' values, as they were written.</param>
/// <param name="Duration">Its duration in seconds; empty when it did not run.</param>
/// <param name="Scraps">Its named results as text; empty where it has none of that name.</param>
internal sealed record GridRow(MemberResult Result, IReadOnlyList<string> Parameters, string Duration, IReadOnlyList<string> Scraps);

namespace AgentNotebook.Tool.Reports;

/// <summary>What <c>agentnb doctor</c> found of one part.</summary>
/// <param name="Part">The part's name.</param>
/// <param name="Works">Whether it works.</param>
/// <param name="Found">What was found, in words.</param>
internal sealed record PartFinding(string Part, bool Works, string Found);

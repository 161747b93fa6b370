namespace AgentNotebook.Models;

/// <summary>The first code.</summary>
/// <param name="Code">C# submission to try.</param>
/// <param name="Explanation">What it does, in a sentence; may be empty.</param>
public sealed record WriteReply(string Code, string Explanation) : ModelReply;

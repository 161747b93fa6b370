namespace AgentNotebook.Models;

/// <summary>What a result means.</summary>
/// <param name="Explanation">A few sentences for the person who set the task.</param>
public sealed record ExplainReply(string Explanation) : ModelReply;

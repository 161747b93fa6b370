namespace AgentNotebook.Models;

/// <summary>A plan and the first code.</summary>
/// <param name="Plan">The approach, in one or a few sentences.</param>
/// <param name="Code">C# submission to try first.</param>
public sealed record PlanReply(string Plan, string Code);

namespace AgentNotebook.Models;

/// <summary>A plan, and the first code when the model gives both at once.</summary>
/// <param name="Plan">The approach, in one or a few sentences.</param>
/// <param name="Code">C# submission to try first; <see langword="null"/> when the role <see cref="ModelRole.Write"/> is asked for it.</param>
public sealed record PlanReply(string Plan, string? Code) : ModelReply
{
    /// <summary>What the task leaves open and what is assumed instead.</summary>
    public IReadOnlyList<Assumption> Assumptions { get; init; } = [];
}

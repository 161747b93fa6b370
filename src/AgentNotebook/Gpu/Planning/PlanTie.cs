namespace AgentNotebook.Gpu.Planning;

/// <summary>Says that a tensor is another one under a second name.</summary>
/// <param name="Name">The tied tensor; it may be missing in the file, as models are often saved.</param>
/// <param name="Of">The tensor whose data it uses; it has to be in the file.</param>
public sealed record PlanTie(string Name, string Of);

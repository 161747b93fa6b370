namespace AgentNotebook.Gpu.Planning;

/// <summary>A change that makes a model fit; it has been tried.</summary>
/// <param name="Kind">What is changed.</param>
/// <param name="Words">The change in words, with what it costs.</param>
/// <param name="Flags">What to add to the command, or to put in the place of what is there; a folder's name is left open.</param>
/// <param name="Plan">The plan that comes out of it.</param>
public sealed record PlanChange(PlanChangeKind Kind, string Words, string Flags, PlacementPlan Plan);

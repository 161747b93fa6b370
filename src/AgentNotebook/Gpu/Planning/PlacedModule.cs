namespace AgentNotebook.Gpu.Planning;

/// <summary>Where one module goes.</summary>
/// <param name="Path">Its path; of a parameter that stands beside split modules, the parameter's.</param>
/// <param name="Device">Where it goes.</param>
/// <param name="Bytes">What it adds there; data that an earlier module of the plan shares with it is counted with that one.</param>
/// <param name="Reason">Why it goes there.</param>
public sealed record PlacedModule(string Path, PlanDevice Device, long Bytes, string Reason);

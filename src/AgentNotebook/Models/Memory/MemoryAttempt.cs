namespace AgentNotebook.Models.Memory;

/// <summary>An attempt as a run remembers it.</summary>
/// <param name="Number">Counted from 1 within its run.</param>
/// <param name="Intent">What the model wanted with it.</param>
/// <param name="Code">The code.</param>
/// <param name="Failure">Why it failed; empty when it succeeded.</param>
/// <param name="Diagnosis">What a diagnosis said of it; empty when there was none.</param>
public sealed record MemoryAttempt(int Number, string Intent, string Code, string Failure, string Diagnosis);

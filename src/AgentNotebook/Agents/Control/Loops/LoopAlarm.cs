namespace AgentNotebook.Agents.Control.Loops;

/// <summary>What a detector saw.</summary>
/// <param name="Pattern">Its name, such as <c>same-code</c>.</param>
/// <param name="Evidence">What in the journal it rests on, one sentence each.</param>
/// <param name="Guidance">What the model is told: what repeats, and what has to be different.</param>
public sealed record LoopAlarm(string Pattern, IReadOnlyList<string> Evidence, string Guidance);

using AgentNotebook.Models;

namespace AgentNotebook.Agents.Events;

/// <summary>The controller saw that the run goes round in circles, and spoke to the model instead of stopping the run.</summary>
/// <param name="Kind">How firmly: <see cref="GuidanceKind.Nudge"/>, <see cref="GuidanceKind.ChangeStrategy"/> or <see cref="GuidanceKind.UseLessMemory"/>.</param>
/// <param name="Pattern">The pattern seen, such as <c>same-code</c>.</param>
/// <param name="Evidence">What in the journal it rests on, one sentence each.</param>
/// <param name="Guidance">What the model is told.</param>
public sealed record ControllerIntervened(GuidanceKind Kind, string Pattern, IReadOnlyList<string> Evidence, string Guidance) : RunEvent;

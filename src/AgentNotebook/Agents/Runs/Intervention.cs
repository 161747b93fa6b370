using AgentNotebook.Agents.Events;

namespace AgentNotebook.Agents.Runs;

/// <summary>A word of the controller and where it fell.</summary>
/// <param name="AfterAttempt">Attempts that were finished then.</param>
/// <param name="Event">What it said.</param>
public sealed record Intervention(int AfterAttempt, ControllerIntervened Event);

using AgentNotebook.Agents.Events;

namespace AgentNotebook.Agents.Control;

/// <summary>What the controller decided about a step.</summary>
/// <param name="Event">What is written down of it.</param>
/// <param name="Trigger">What moves the run instead; <see langword="null"/> stops it.</param>
public sealed record ControllerRuling(RunEvent Event, AgentTrigger? Trigger)
{
    /// <summary>Why, in one sentence.</summary>
    public string Reason => Event switch
    {
        ControllerStopped stopped => stopped.Reason,
        ControllerIntervened intervened => intervened.Evidence.FirstOrDefault() ?? intervened.Guidance,
        _ => "",
    };
}

namespace AgentNotebook.Agents.States;

/// <summary>One state of a run (State pattern: Gamma et al., Design Patterns, 1994). It acts and names a trigger; it never knows which state follows.</summary>
internal interface IAgentState
{
    /// <summary>Which state this is.</summary>
    AgentState State { get; }

    /// <summary>Whether a model thinks or code runs in it: then its memory is watched.</summary>
    bool IsHeavy(RunContext context);

    /// <summary>Does the state's one job.</summary>
    /// <returns>What should move the run; <see langword="null"/> when the run rests here.</returns>
    Task<StepResult?> ActAsync(RunContext context, CancellationToken cancellationToken);
}

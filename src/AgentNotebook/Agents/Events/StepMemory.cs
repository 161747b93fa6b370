namespace AgentNotebook.Agents.Events;

/// <summary>What memory did in the step that a transition ended.</summary>
/// <param name="Title">What was measured, such as <c>process memory</c>.</param>
/// <param name="BeforeBytes">In use when the step began.</param>
/// <param name="PeakBytes">The most that was in use.</param>
/// <param name="AfterBytes">In use when it had ended and what could be given back was.</param>
public sealed record StepMemory(string Title, long BeforeBytes, long PeakBytes, long AfterBytes)
{
    /// <summary>Whether it is a GPU's memory, used by us.</summary>
    public bool IsGpu { get; init; }

    /// <summary>Whether what the step took came back, within the lease's tolerance.</summary>
    public bool IsBack { get; init; }
}

namespace AgentNotebook.Models;

/// <summary>Who thinks: plans a task and revises code that failed.</summary>
/// <remarks>Implementations hold no state between calls that their requests do not carry, so that a resumed run asks as the first one did.</remarks>
public interface IAgentModel
{
    /// <summary>What the screen and the journal call this model.</summary>
    string Name { get; }

    /// <summary>Says how the task will be approached and gives the first code.</summary>
    /// <exception cref="ModelException">The model could not answer.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    Task<PlanReply> PlanAsync(PlanRequest request, CancellationToken cancellationToken);

    /// <summary>Given everything tried so far, gives the next code, or says that it knows no further.</summary>
    /// <exception cref="ModelException">The model could not answer.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    Task<ReviseReply> ReviseAsync(ReviseRequest request, CancellationToken cancellationToken);
}

namespace AgentNotebook.Models;

/// <summary>Who thinks: plans a task and revises code that failed; a model may also play further roles, each asked for by a call of its own.</summary>
/// <remarks>Implementations hold no state between calls that their requests do not carry, so that a resumed run asks as the first one did.</remarks>
public interface IAgentModel
{
    /// <summary>What the screen and the journal call this model.</summary>
    string Name { get; }

    /// <summary>The roles it plays. Only these are asked for.</summary>
    /// <value>Default: <see cref="ModelRole.Plan"/>, with code, and <see cref="ModelRole.Revise"/>.</value>
    ModelRole Roles => ModelRole.Plan | ModelRole.Revise;

    /// <summary>Whether a second plan, asked for with <see cref="GuidanceKind.ChangeStrategy"/>, can differ from the first.</summary>
    /// <value>Default false: the controller then stops the run where it would ask for another strategy.</value>
    bool CanChangeStrategy => false;

    /// <summary>Says how the task will be approached and, unless it plays <see cref="ModelRole.Write"/>, gives the first code.</summary>
    /// <exception cref="ModelException">The model could not answer.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    Task<PlanReply> PlanAsync(PlanRequest request, CancellationToken cancellationToken);

    /// <summary>Gives the first code from the plan.</summary>
    /// <exception cref="ModelException">The model could not answer, or does not play this role.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    Task<WriteReply> WriteAsync(WriteRequest request, CancellationToken cancellationToken) => throw DoesNotPlay(ModelRole.Write);

    /// <summary>Says why the last attempt failed.</summary>
    /// <exception cref="ModelException">The model could not answer, or does not play this role.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    Task<DiagnoseReply> DiagnoseAsync(DiagnoseRequest request, CancellationToken cancellationToken) => throw DoesNotPlay(ModelRole.Diagnose);

    /// <summary>Given everything tried so far, gives the next code, or says that it knows no further.</summary>
    /// <exception cref="ModelException">The model could not answer.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    Task<ReviseReply> ReviseAsync(ReviseRequest request, CancellationToken cancellationToken);

    /// <summary>Says what the result means.</summary>
    /// <exception cref="ModelException">The model could not answer, or does not play this role.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    Task<ExplainReply> ExplainAsync(ExplainRequest request, CancellationToken cancellationToken) => throw DoesNotPlay(ModelRole.Explain);

    private ModelException DoesNotPlay(ModelRole role) => new($"The model '{Name}' does not play the role '{role}'.");
}

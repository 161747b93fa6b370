using System.Collections.Concurrent;

namespace AgentNotebook.Models.Scripted;

/// <summary>Plays a <see cref="Playbook"/>: the same answers, faults and delays in every run.</summary>
/// <remarks>
/// The step is chosen by the request's call number, which counts finished calls. A fault finishes no call, so it stands inside the step that it delays
/// and a run that resumes in the middle of a step meets that step's faults from the first one on.
/// </remarks>
/// <param name="playbook">What to play.</param>
/// <param name="time">The clock of its delays; <see langword="null"/> for the system's.</param>
public sealed class ScriptedModel(Playbook playbook, TimeProvider? time = null) : IAgentModel
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly ConcurrentDictionary<int, int> _faulted = new();

    /// <inheritdoc/>
    public string Name => "script: " + playbook.Name;

    /// <inheritdoc/>
    public ModelRole Roles { get; } = playbook.Steps.Aggregate(ModelRole.Plan | ModelRole.Revise, (roles, step) => roles | step.Role);

    /// <inheritdoc/>
    public bool CanChangeStrategy { get; } = playbook.Steps.Count(step => step.Role == ModelRole.Plan) > 1;

    /// <inheritdoc/>
    public async Task<PlanReply> PlanAsync(PlanRequest request, CancellationToken cancellationToken)
    {
        var step = await PlayAsync(ModelRole.Plan, request, cancellationToken).ConfigureAwait(false);
        return new PlanReply(step.Answer.Text, step.Answer.Code) { Assumptions = step.Answer.Assumptions, Usage = step.Usage };
    }

    /// <inheritdoc/>
    public async Task<WriteReply> WriteAsync(WriteRequest request, CancellationToken cancellationToken)
    {
        var step = await PlayAsync(ModelRole.Write, request, cancellationToken).ConfigureAwait(false);
        return new WriteReply(step.Answer.Code!, step.Answer.Text) { Usage = step.Usage };
    }

    /// <inheritdoc/>
    public async Task<DiagnoseReply> DiagnoseAsync(DiagnoseRequest request, CancellationToken cancellationToken)
    {
        var step = await PlayAsync(ModelRole.Diagnose, request, cancellationToken).ConfigureAwait(false);
        return new DiagnoseReply(step.Answer.Text, step.Answer.Facts) { Usage = step.Usage };
    }

    /// <inheritdoc/>
    public async Task<ReviseReply> ReviseAsync(ReviseRequest request, CancellationToken cancellationToken)
    {
        var step = await PlayAsync(ModelRole.Revise, request, cancellationToken).ConfigureAwait(false);
        return new ReviseReply(step.Answer.Code, step.Answer.Text) { Usage = step.Usage };
    }

    /// <inheritdoc/>
    public async Task<ExplainReply> ExplainAsync(ExplainRequest request, CancellationToken cancellationToken)
    {
        var step = await PlayAsync(ModelRole.Explain, request, cancellationToken).ConfigureAwait(false);
        return new ExplainReply(step.Answer.Text) { Usage = step.Usage };
    }

    private async Task<PlaybookStep> PlayAsync(ModelRole role, ModelRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var call = request.CallNumber;
        if (call < 0 || call >= playbook.Count)
        {
            throw new ModelException(
                $"The playbook '{playbook.Name}' has {playbook.Count} {(playbook.Count == 1 ? "reply" : "replies")}, and call {call + 1} asks for another. Add a step to it, or lower the run's limit of rounds.");
        }

        var step = playbook.Steps[call];
        if (step.Role != role)
        {
            throw new ModelException(
                $"Step {call + 1} of the playbook '{playbook.Name}' (line {step.Line}) answers {PlaybookRoles.Word(step.Role)}, but call {call + 1} asks for {PlaybookRoles.Word(role)}. Steps are played in order: one for each finished call.");
        }

        await Task.Delay(step.Delay, _time, cancellationToken).ConfigureAwait(false);
        if (step.Lasting is { } lasting)
        {
            throw Thrown(lasting);
        }

        var faulted = _faulted.AddOrUpdate(call, 1, (_, count) => count + 1);
        if (faulted <= step.Passing.Count)
        {
            throw Thrown(step.Passing[faulted - 1]);
        }

        _faulted.TryRemove(call, out _);
        return step;
    }

    private static ModelException Thrown(PlaybookFault fault) => new(fault.Message, fault.Status, fault.RetryAfter) { Failure = fault.Failure };
}

using AgentNotebook.Models;

namespace AgentNotebook.Tests.Agents.Replay;

/// <summary>A model that plays every role, counts its tokens and says something on the wire.</summary>
internal sealed class WordyModel : IAgentModel
{
    public string Name => "wordy";

    public ModelRole Roles => ModelRole.Plan | ModelRole.Write | ModelRole.Diagnose | ModelRole.Revise | ModelRole.Explain;

    public bool CanChangeStrategy => true;

    public Task<PlanReply> PlanAsync(PlanRequest request, CancellationToken cancellationToken) => Reply(request, new PlanReply("Think „first“.", null)
    {
        Assumptions = [new Assumption("unit", "Which unit?", "metres")],
    });

    public Task<WriteReply> WriteAsync(WriteRequest request, CancellationToken cancellationToken) => Reply(request, new WriteReply("1", "The least."));

    public Task<DiagnoseReply> DiagnoseAsync(DiagnoseRequest request, CancellationToken cancellationToken) =>
        Reply(request, new DiagnoseReply("It is too small.", [$"{request.Attempts.Count} is too small."]));

    public Task<ReviseReply> ReviseAsync(ReviseRequest request, CancellationToken cancellationToken) =>
        Reply(request, new ReviseReply($"{request.Attempts.Count + 1}", "One more."));

    public Task<ExplainReply> ExplainAsync(ExplainRequest request, CancellationToken cancellationToken) => Reply(request, new ExplainReply("It is a number."));

    private static Task<T> Reply<T>(ModelRequest request, T reply)
        where T : ModelReply =>
        Task.FromResult(reply with
        {
            Model = "wordy-1",
            Usage = new ModelUsage(100 + request.CallNumber, 20, 0.0123m),
            Exchange = [new ModelMessage("user", $"Call {request.CallNumber}"), new ModelMessage("assistant", "Certainly.")],
        });
}

using System.Text.Json;

namespace AgentNotebook.Models.Recording;

/// <summary>Asks another model and keeps every exchange. What it hands on is what it has kept, so that a replay sees the same.</summary>
/// <param name="model">Who answers.</param>
/// <param name="elapsed">Asked when an answer is there: the time since the question.</param>
/// <param name="record">Keeps an exchange; on the disk when it returns.</param>
/// <param name="scrub">Takes secrets out of a text.</param>
internal sealed class RecordingModel(IAgentModel model, Func<TimeSpan> elapsed, Action<ModelCallLine> record, Func<string, string> scrub) : IAgentModel
{
    public string Name => model.Name;

    public ModelRole Roles => model.Roles;

    public bool CanChangeStrategy => model.CanChangeStrategy;

    public Task<PlanReply> PlanAsync(PlanRequest request, CancellationToken cancellationToken) =>
        AskAsync(ModelRole.Plan, request, () => model.PlanAsync(request, cancellationToken), cancellationToken);

    public Task<WriteReply> WriteAsync(WriteRequest request, CancellationToken cancellationToken) =>
        AskAsync(ModelRole.Write, request, () => model.WriteAsync(request, cancellationToken), cancellationToken);

    public Task<DiagnoseReply> DiagnoseAsync(DiagnoseRequest request, CancellationToken cancellationToken) =>
        AskAsync(ModelRole.Diagnose, request, () => model.DiagnoseAsync(request, cancellationToken), cancellationToken);

    public Task<ReviseReply> ReviseAsync(ReviseRequest request, CancellationToken cancellationToken) =>
        AskAsync(ModelRole.Revise, request, () => model.ReviseAsync(request, cancellationToken), cancellationToken);

    public Task<ExplainReply> ExplainAsync(ExplainRequest request, CancellationToken cancellationToken) =>
        AskAsync(ModelRole.Explain, request, () => model.ExplainAsync(request, cancellationToken), cancellationToken);

    private async Task<T> AskAsync<T>(ModelRole role, ModelRequest request, Func<Task<T>> ask, CancellationToken cancellationToken)
        where T : ModelReply
    {
        var print = RequestPrint.Of(request);
        T reply;
        try
        {
            reply = await ask();
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            var fault = RecordedFault.Of(exception, scrub);
            record(new ModelCallLine(request.CallNumber + 1, role, print, [], elapsed()) { Fault = fault });
            if (fault == RecordedFault.Of(exception, text => text))
            {
                throw;
            }

            throw fault.ToException();
        }

        var clean = RecordingJson.Replace(JsonSerializer.SerializeToNode(reply, RecordingJson.Options), scrub).Deserialize<JsonElement>(RecordingJson.Options);
        record(new ModelCallLine(request.CallNumber + 1, role, print, [.. reply.Exchange.Select(said => said with { Text = scrub(said.Text) })], elapsed()) { Reply = clean });
        return clean.Deserialize<T>(RecordingJson.Options)!;
    }
}

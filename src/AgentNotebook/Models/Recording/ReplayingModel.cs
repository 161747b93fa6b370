using System.Text.Json;

namespace AgentNotebook.Models.Recording;

/// <summary>Answers from a recording. No network, no key, no model.</summary>
/// <param name="name">What the recorded model called itself.</param>
/// <param name="roles">The roles it played.</param>
/// <param name="canChangeStrategy">Whether it could plan afresh.</param>
/// <param name="next">Given the role, the call's number and the request's print: the exchange that was recorded; throws when it is not what was asked then.</param>
internal sealed class ReplayingModel(string name, ModelRole roles, bool canChangeStrategy, Func<ModelRole, int, IReadOnlyDictionary<string, string>, ModelCallLine> next) : IAgentModel
{
    public string Name => name;

    public ModelRole Roles => roles;

    public bool CanChangeStrategy => canChangeStrategy;

    public Task<PlanReply> PlanAsync(PlanRequest request, CancellationToken cancellationToken) => Answer<PlanReply>(ModelRole.Plan, request, cancellationToken);

    public Task<WriteReply> WriteAsync(WriteRequest request, CancellationToken cancellationToken) => Answer<WriteReply>(ModelRole.Write, request, cancellationToken);

    public Task<DiagnoseReply> DiagnoseAsync(DiagnoseRequest request, CancellationToken cancellationToken) => Answer<DiagnoseReply>(ModelRole.Diagnose, request, cancellationToken);

    public Task<ReviseReply> ReviseAsync(ReviseRequest request, CancellationToken cancellationToken) => Answer<ReviseReply>(ModelRole.Revise, request, cancellationToken);

    public Task<ExplainReply> ExplainAsync(ExplainRequest request, CancellationToken cancellationToken) => Answer<ExplainReply>(ModelRole.Explain, request, cancellationToken);

    /// <summary>Why a line's reply is not one to its role; <see langword="null"/> when it is.</summary>
    public static string? WhyNot(ModelCallLine line)
    {
        try
        {
            return line switch
            {
                { Reply: null, Fault: null } or { Reply: not null, Fault: not null } => "It holds neither one reply nor one fault.",
                { Reply: { } reply } => Read(line.Role, reply) is null ? $"There is no reply to the role '{line.Role}'." : null,
                _ => null,
            };
        }
        catch (JsonException exception)
        {
            return exception.Message;
        }
    }

    private static ModelReply? Read(ModelRole role, JsonElement reply) => role switch
    {
        ModelRole.Plan => reply.Deserialize<PlanReply>(RecordingJson.Options),
        ModelRole.Write => reply.Deserialize<WriteReply>(RecordingJson.Options),
        ModelRole.Diagnose => reply.Deserialize<DiagnoseReply>(RecordingJson.Options),
        ModelRole.Revise => reply.Deserialize<ReviseReply>(RecordingJson.Options),
        ModelRole.Explain => reply.Deserialize<ExplainReply>(RecordingJson.Options),
        _ => null,
    };

    private Task<T> Answer<T>(ModelRole role, ModelRequest request, CancellationToken cancellationToken)
        where T : ModelReply
    {
        cancellationToken.ThrowIfCancellationRequested();
        var line = next(role, request.CallNumber + 1, RequestPrint.Of(request));
        return line.Fault is { } fault ? Task.FromException<T>(fault.ToException()) : Task.FromResult((T)Read(role, line.Reply!.Value)!);
    }
}

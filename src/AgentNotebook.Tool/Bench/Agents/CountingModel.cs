using System.Globalization;
using AgentNotebook.Models;

namespace AgentNotebook.Tool.Bench.Agents;

/// <summary>A model that answers at once, with other code each time.</summary>
/// <param name="code">The code with the number of the call in it.</param>
internal sealed class CountingModel(Func<int, string> code) : IAgentModel
{
    public string Name => "counting";

    public Task<PlanReply> PlanAsync(PlanRequest request, CancellationToken cancellationToken) => Task.FromResult(new PlanReply("Count.", code(request.CallNumber)));

    public Task<ReviseReply> ReviseAsync(ReviseRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(new ReviseReply(code(request.CallNumber), string.Create(CultureInfo.InvariantCulture, $"Counted on to {request.CallNumber}.")));
}

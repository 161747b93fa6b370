using System.Globalization;
using AgentNotebook.Models;

namespace AgentNotebook.SessionCrasher.Runs;

/// <summary>Gives the number of the call as code, and says each call that is made: <c>asked CALL</c>.</summary>
internal sealed class CountingModel : IAgentModel
{
    public string Name => "counting";

    public Task<PlanReply> PlanAsync(PlanRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(new PlanReply("Count.", Ask(request)));

    public Task<ReviseReply> ReviseAsync(ReviseRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(new ReviseReply(Ask(request), "Count on."));

    private static string Ask(ModelRequest request)
    {
        var call = (request.CallNumber + 1).ToString(CultureInfo.InvariantCulture);
        Console.WriteLine($"asked {call}");
        return call;
    }
}

using AgentNotebook.Models;

namespace AgentNotebook.Tests.Support;

/// <summary>A model that gives the codes it was told, one a call, and then knows no further.</summary>
public sealed class ObedientModel(params string[] codes) : IAgentModel
{
    public string Name => "obedient";

    /// <summary>Answers given.</summary>
    public int Asked { get; private set; }

    /// <summary>What to throw before a call is answered, by the call's number, counted from 1.</summary>
    public Dictionary<int, Queue<Exception>> Faults { get; } = [];

    public Task<PlanReply> PlanAsync(PlanRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(new PlanReply("As told.", Next(request.CallNumber)!));

    public Task<ReviseReply> ReviseAsync(ReviseRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(new ReviseReply(Next(request.CallNumber), "As told."));

    private string? Next(int finished)
    {
        if (Faults.TryGetValue(finished + 1, out var faults) && faults.TryDequeue(out var fault))
        {
            throw fault;
        }

        Asked++;
        return finished < codes.Length ? codes[finished] : null;
    }
}

namespace AgentNotebook.Models;

/// <summary>Hands each role to its own model: those that were named for single roles, and one for all the others.</summary>
internal sealed class RoleRouter : IAgentModel
{
    private static readonly ModelRole[] _all = [ModelRole.Plan, ModelRole.Write, ModelRole.Diagnose, ModelRole.Revise, ModelRole.Explain];

    private readonly Dictionary<ModelRole, IAgentModel> _players = [];

    /// <param name="main">Plays every role it can that no other was named for.</param>
    /// <param name="others">The models that were named for single roles.</param>
    /// <exception cref="UnknownModelException">A model does not play the role it was named for.</exception>
    public RoleRouter(IAgentModel main, IReadOnlyDictionary<ModelRole, IAgentModel> others)
    {
        foreach (var (role, model) in others)
        {
            if (!model.Roles.HasFlag(role))
            {
                throw new UnknownModelException($"The model '{model.Name}' does not play the role '{Word(role)}'. It plays: {string.Join(", ", _all.Where(played => model.Roles.HasFlag(played)).Select(Word))}.");
            }
        }

        foreach (var role in _all)
        {
            // A planner that gives no code leaves it to the writer. Where nobody else writes, it does so itself.
            var player = others.GetValueOrDefault(role)
                ?? (main.Roles.HasFlag(role) ? main : role == ModelRole.Write && _players[ModelRole.Plan].Roles.HasFlag(role) ? _players[ModelRole.Plan] : null);
            if (player is not null)
            {
                _players[role] = player;
            }
        }

        Name = $"{main.Name} ({string.Join(", ", others.OrderBy(other => other.Key).Select(other => $"{Word(other.Key)}: {other.Value.Name}"))})";
    }

    public string Name { get; }

    public ModelRole Roles => _players.Keys.Aggregate(ModelRole.None, (roles, role) => roles | role);

    public bool CanChangeStrategy => _players[ModelRole.Plan].CanChangeStrategy;

    public Task<PlanReply> PlanAsync(PlanRequest request, CancellationToken cancellationToken) =>
        SignAsync(ModelRole.Plan, model => model.PlanAsync(request, cancellationToken));

    public Task<WriteReply> WriteAsync(WriteRequest request, CancellationToken cancellationToken) =>
        SignAsync(ModelRole.Write, model => model.WriteAsync(request, cancellationToken));

    public Task<DiagnoseReply> DiagnoseAsync(DiagnoseRequest request, CancellationToken cancellationToken) =>
        SignAsync(ModelRole.Diagnose, model => model.DiagnoseAsync(request, cancellationToken));

    public Task<ReviseReply> ReviseAsync(ReviseRequest request, CancellationToken cancellationToken) =>
        SignAsync(ModelRole.Revise, model => model.ReviseAsync(request, cancellationToken));

    public Task<ExplainReply> ExplainAsync(ExplainRequest request, CancellationToken cancellationToken) =>
        SignAsync(ModelRole.Explain, model => model.ExplainAsync(request, cancellationToken));

    // Where several answer, each answer tells whose it is.
    private async Task<TReply> SignAsync<TReply>(ModelRole role, Func<IAgentModel, Task<TReply>> ask)
        where TReply : ModelReply
    {
        var player = _players.GetValueOrDefault(role) ?? throw new ModelException($"The model '{Name}' does not play the role '{Word(role)}'.");
        var reply = await ask(player).ConfigureAwait(false);
        return reply.Model.Length > 0 ? reply : reply with { Model = player.Name };
    }

    private static string Word(ModelRole role) => role.ToString().ToLowerInvariant();
}

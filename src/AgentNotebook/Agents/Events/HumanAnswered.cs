using AgentNotebook.Models;

namespace AgentNotebook.Agents.Events;

/// <summary>A person sent the run on its way again, with what they had to say.</summary>
public sealed record HumanAnswered : RunEvent
{
    /// <summary>A hint for the model; <see langword="null"/> for none.</summary>
    public string? Hint { get; init; }

    /// <summary>Code to try next, written by the person; <see langword="null"/> lets the model go on.</summary>
    public string? Code { get; init; }

    /// <summary>Assumptions the person decided, by name; a name that no plan has is one more.</summary>
    public IReadOnlyList<Assumption> Assumptions { get; init; } = [];

    /// <summary>Rounds granted from here; <see langword="null"/> grants as many as the run was started with.</summary>
    public int? Rounds { get; init; }
}

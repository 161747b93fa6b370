using AgentNotebook.Models;

namespace AgentNotebook.Agents.Events;

/// <summary>A model call is finished. On the disk before its answer is used, so that it is never made again.</summary>
/// <param name="Call">The call's number.</param>
/// <param name="State">The state that asked.</param>
/// <param name="Text">The plan, the diagnosis, or the explanation.</param>
/// <param name="Code">The code to try; <see langword="null"/> when the answer is one without code, or the model knows no further.</param>
/// <param name="Elapsed">How long the model took.</param>
public sealed record ModelAnswered(int Call, AgentState State, string Text, string? Code, TimeSpan Elapsed) : RunEvent
{
    /// <summary>What was asked for; <see cref="ModelRole.None"/> in journals that do not tell.</summary>
    public ModelRole Role { get; init; }

    /// <summary>The model that answered, as it calls itself; <see langword="null"/> when it did not.</summary>
    public string? Model { get; init; }

    /// <summary>What the call took; <see langword="null"/> for a model that is not counted.</summary>
    public ModelUsage? Usage { get; init; }

    /// <summary>What a plan assumes.</summary>
    public IReadOnlyList<Assumption>? Assumptions { get; init; }

    /// <summary>What a diagnosis found out.</summary>
    public IReadOnlyList<string>? Facts { get; init; }
}

using AgentNotebook.Execution;

namespace AgentNotebook.Agents.Runs;

/// <summary>What every attempt of a run is handed. Kept in the journal by value, so that a resumed run has the same.</summary>
public sealed record RunInputs
{
    /// <summary>All inputs of a run together.</summary>
    /// <value>16 MiB, as JSON or as bytes.</value>
    public const long MaximumBytes = 16L << 20;

    /// <summary>Nothing.</summary>
    public static RunInputs None { get; } = new();

    /// <summary>Variables of the notebook.</summary>
    public IReadOnlyList<GuestVariable> Variables { get; init; } = [];

    /// <summary>Files, read by the code as <c>Inputs["name"]</c>.</summary>
    public IReadOnlyList<GuestInput> Files { get; init; } = [];
}

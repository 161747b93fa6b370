namespace AgentNotebook.Cells;

/// <summary>What running a cell came to.</summary>
/// <param name="ExecutionCount">The number of this execution, counted from 1 for each engine.</param>
/// <param name="Error">Why the cell failed; <see langword="null"/> when it succeeded.</param>
public sealed record CellResult(int ExecutionCount, CellError? Error)
{
    /// <summary>Whether the cell ran to its end.</summary>
    public bool Succeeded => Error is null;

    /// <summary>Whether the host's cancellation token stopped it.</summary>
    public bool Interrupted { get; init; }

    /// <summary>Whether a safety rule refused it.</summary>
    public bool RefusedForSafety { get; init; }
}

using AgentNotebook.Cells;
using AgentNotebook.Documents.Manifest;

namespace AgentNotebook.Documents;

/// <summary>What running a notebook came to.</summary>
/// <param name="CellsRun">Code cells that ran, the failing one included.</param>
/// <param name="CellsNotRun">Code cells that did not run.</param>
/// <param name="FailedCell">The cell that stopped the run; <see langword="null"/> when all ran.</param>
/// <param name="Failure">How it failed.</param>
public sealed record NotebookRunResult(int CellsRun, int CellsNotRun, NotebookCell? FailedCell, CellResult? Failure)
{
    /// <summary>What ran; it stands in the notebook's metadata, too.</summary>
    public RunManifest? Manifest { get; init; }

    /// <summary>Whether every code cell ran, and none failed that may not.</summary>
    public bool Succeeded => FailedCell is null;
}

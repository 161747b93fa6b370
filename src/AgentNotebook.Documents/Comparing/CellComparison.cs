namespace AgentNotebook.Documents.Comparing;

/// <summary>One code cell beside what is stored of it.</summary>
public sealed record CellComparison
{
    /// <summary>The cell as it is stored.</summary>
    public required NotebookCell Cell { get; init; }

    /// <summary>Its number among the code cells that are not blank, counted from 1, as a run counts them; 0 for a blank one.</summary>
    public required int Number { get; init; }

    /// <summary>What it came to.</summary>
    public required CellVerdict Verdict { get; init; }

    /// <summary>Where it differs; of an output that differs throughout, the first places.</summary>
    public IReadOnlyList<OutputDifference> Differences { get; init; } = [];

    /// <summary>Every rule without which there would be a difference.</summary>
    public IReadOnlyList<AppliedRule> Applied { get; init; } = [];

    /// <summary>The outputs that are stored.</summary>
    public IReadOnlyList<ShownOutput> Stored { get; init; } = [];

    /// <summary>The outputs that the execution gave.</summary>
    public IReadOnlyList<ShownOutput> Executed { get; init; } = [];

    /// <summary>Whether the notebook does not give what it shows, as far as this cell goes.</summary>
    public bool IsDifferent => Verdict is CellVerdict.Different or CellVerdict.NeverExecuted or CellVerdict.NotRun;
}

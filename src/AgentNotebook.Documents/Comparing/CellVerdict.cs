namespace AgentNotebook.Documents.Comparing;

/// <summary>What comparing a cell's outputs with its stored ones came to.</summary>
public enum CellVerdict
{
    /// <summary>The outputs are the stored ones, or there are none on both sides.</summary>
    Same,

    /// <summary>They are the stored ones after the rules that <see cref="CellComparison.Applied"/> lists.</summary>
    SameByRules,

    /// <summary>They are not the stored ones: <see cref="CellComparison.Differences"/> says where.</summary>
    Different,

    /// <summary>The cell is tagged <c>volatile</c>: its outputs are shown and not compared.</summary>
    Volatile,

    /// <summary>Nothing is stored, because the cell was never executed, and now it has outputs.</summary>
    NeverExecuted,

    /// <summary>The cell did not run, because one before it failed.</summary>
    NotRun,
}

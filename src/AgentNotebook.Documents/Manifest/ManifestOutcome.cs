namespace AgentNotebook.Documents.Manifest;

/// <summary>How a run of a notebook, or of a cell, ended.</summary>
public enum ManifestOutcome
{
    /// <summary>It came to its end.</summary>
    Succeeded,

    /// <summary>A cell failed that may not; of a cell: it failed.</summary>
    Failed,

    /// <summary>It was interrupted.</summary>
    Interrupted,

    /// <summary>Of a cell: it did not run.</summary>
    NotRun,
}

namespace AgentNotebook.Documents;

/// <summary>Limits on reading a notebook file.</summary>
public sealed record NotebookReadOptions
{
    /// <summary>The largest file that is read, in bytes; at least 1.</summary>
    /// <value>100 MiB.</value>
    public long MaxFileBytes { get; init; } = 100L << 20;

    /// <summary>The most cells that a notebook may have; at least 1.</summary>
    /// <value>20,000, far more than anyone scrolls through.</value>
    public int MaxCells { get; init; } = 20_000;

    /// <summary>How deep arrays and objects may stand in one another; from 8 to 512.</summary>
    /// <value>64, the default of System.Text.Json.</value>
    public int MaxDepth { get; init; } = 64;
}

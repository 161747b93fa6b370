namespace AgentNotebook.Documents;

/// <summary>How a notebook is run.</summary>
public sealed record NotebookRunOptions
{
    /// <summary>Values for the cell tagged <c>parameters</c>.</summary>
    public IReadOnlyList<NotebookParameter> Parameters { get; init; } = [];

    /// <summary>The language of cells that name none; <see langword="null"/> makes such a cell an error.</summary>
    public string? Language { get; init; }

    /// <summary>The most that all outputs of the notebook may take together, in bytes of UTF-8; at least 1.</summary>
    /// <value>50 MiB.</value>
    public long MaxOutputBytes { get; init; } = 50L << 20;
}

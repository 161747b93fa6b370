namespace AgentNotebook.Documents.Exporting;

/// <summary>An export under way: what is exported, how, and what gets lost.</summary>
/// <param name="document">The notebook.</param>
/// <param name="options">How.</param>
internal sealed class ExportJob(NotebookDocument document, ExportOptions options)
{
    private readonly List<string> _losses = [];

    public NotebookDocument Document { get; } = document;

    public ExportOptions Options { get; } = options;

    /// <summary>Full path of the folder at which the notebook's relative paths begin.</summary>
    public string Folder { get; } = Path.GetDirectoryName(Path.GetFullPath(document.Name))!;

    public IReadOnlyList<string> Losses => _losses;

    /// <summary>Notes that something of a cell is missing from the document.</summary>
    public void Lose(NotebookCell cell, string what) => Lose($"cells[{cell.Index}]: {what}");

    public void Lose(string what)
    {
        if (!_losses.Contains(what))
        {
            _losses.Add(what);
        }
    }
}

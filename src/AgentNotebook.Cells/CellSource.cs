namespace AgentNotebook.Cells;

/// <summary>A cell to run.</summary>
/// <param name="Code">Its text: C#, magic lines, or both.</param>
/// <param name="Id">Names the cell within its notebook, so that a cell that is run again finds its own work.</param>
/// <param name="Language">The language of the cell as the notebook names it; <c>csharp</c> when it does not say.</param>
public sealed record CellSource(string Code, string Id, string Language = CellSource.CSharp)
{
    /// <summary>The language that runs here. Cells in HTML, Markdown, JavaScript and Mermaid are shown; others are left out with a line that says so.</summary>
    public const string CSharp = "csharp";

    /// <summary>Whether the execution has a number of its own. One that has none is told the number of the last.</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool IsCounted { get; init; } = true;
}

using AgentNotebook.Cells;
using AgentNotebook.Display;

namespace AgentNotebook.Documents;

/// <summary>Is told how a run of a notebook goes. Calls come one at a time, in order; they must not throw.</summary>
public interface INotebookProgress
{
    /// <summary>A code cell begins.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="number">Its number among the code cells that run, counted from 1.</param>
    /// <param name="total">How many code cells there are to run.</param>
    void CellStarted(NotebookCell cell, int number, int total);

    /// <summary>A running cell printed something.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="name"><c>stdout</c> or <c>stderr</c>.</param>
    /// <param name="text">The text.</param>
    void CellPrinted(NotebookCell cell, string name, string text);

    /// <summary>A running cell showed something, or showed something else in its place.</summary>
    void CellDisplayed(NotebookCell cell, MimeBundle bundle);

    /// <summary>A code cell ended.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="result">What it came to.</param>
    /// <param name="elapsed">How long it took.</param>
    /// <param name="failureAllowed">Whether the cell may fail (tag <c>raises-exception</c>).</param>
    void CellFinished(NotebookCell cell, CellResult result, TimeSpan elapsed, bool failureAllowed);

    /// <summary>A code cell does not run, because one before it failed.</summary>
    void CellNotRun(NotebookCell cell);
}

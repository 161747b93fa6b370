using System.Text;
using AgentNotebook.Display.RunCard;
using AgentNotebook.Documents;

namespace AgentNotebook.Tool.Running;

/// <summary>What the tool says of a cell that stopped the notebook: number, source line, error. A notebook may come from anywhere, and a terminal obeys what it reads.</summary>
internal static class FailureReport
{
    private const int MostLines = 100;
    private const int MostCharacters = 2_000;

    /// <summary>The report as lines for standard error.</summary>
    /// <param name="notebook">The notebook's file name.</param>
    /// <param name="result">The execution's result; a cell of it failed.</param>
    /// <param name="savedTo">Where what was done is written.</param>
    public static string Of(string notebook, NotebookRunResult result, string savedTo)
    {
        var (cell, error) = (result.FailedCell!, result.Failure!.Error!);
        var text = new StringBuilder();
        text.Append($"agentnb: {notebook}: cell {result.CellsRun} of {result.CellsRun + result.CellsNotRun} failed");
        var lines = cell.Source.Split('\n');
        if (error.Line > 0 && error.Line <= lines.Length)
        {
            text.Append($" at line {error.Line}:\n    {error.Line} | {Untrusted.CodeLine(lines[error.Line - 1].TrimEnd(), MostCharacters)}\n");
        }
        else
        {
            text.Append(":\n");
        }

        var (message, missing) = Untrusted.FirstLines(error.Message, MostLines, MostCharacters);
        text.Append($"  {Untrusted.Line(error.Name)}: {string.Join("\n  ", message)}\n");
        if (missing > 0)
        {
            text.Append($"  … {missing:N0} more lines\n");
        }

        text.Append($"agentnb: what was done up to there is in {savedTo}.");
        return text.ToString();
    }
}

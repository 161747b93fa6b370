using AgentNotebook.Agents;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Cells;
using AgentNotebook.Display;
using AgentNotebook.Documents;

namespace AgentNotebook.Tool.Running;

/// <summary>Shows how a notebook's execution goes: a line a cell, and under it the agent's states as it moves. Errors are reported at the end, elsewhere.</summary>
internal sealed class RunProgress(Terminal terminal) : INotebookProgress
{
    private const int ReasonLength = 100;

    private readonly Dictionary<string, int> _shown = [];
    private int _total;
    private int _number;

    public void CellStarted(NotebookCell cell, int number, int total)
    {
        (_number, _total) = (number, total);
        terminal.WriteLine($"cell {number}/{total}  {FirstLine(cell.Source)}", "grey");
    }

    /// <summary>An agent's run moved: its transition is on the disk.</summary>
    public void RunChanged(RunRecord run)
    {
        for (var index = _shown.GetValueOrDefault(run.Id); index < run.Transitions.Count; index++)
        {
            var transition = run.Transitions[index].Transition;
            terminal.WriteLine($"    {run.Id} {transition.To}  {Cut(transition.Reason.ReplaceLineEndings(" "))}", Colour(transition.To));
        }

        _shown[run.Id] = run.Transitions.Count;
    }

    public void CellPrinted(NotebookCell cell, string name, string text)
    {
    }

    public void CellDisplayed(NotebookCell cell, MimeBundle bundle)
    {
    }

    public void CellFinished(NotebookCell cell, CellResult result, TimeSpan elapsed, bool failureAllowed)
    {
        var (word, colour) = (result.Succeeded, failureAllowed) switch
        {
            (true, _) => ("ok", "green"),
            (false, true) => ($"failed, as it may: {result.Error!.Name}", "yellow"),
            _ => ($"FAILED: {result.Error!.Name}", "red"),
        };
        terminal.WriteLine($"cell {_number}/{_total}  {word}  {elapsed.TotalSeconds:0.00} s", colour);
    }

    public void CellNotRun(NotebookCell cell)
    {
    }

    private static string Colour(AgentState state) => state switch
    {
        AgentState.Succeeded => "green",
        AgentState.Failed or AgentState.Cancelled => "red",
        AgentState.AwaitingHuman or AgentState.Retrying => "yellow",
        _ => "blue",
    };

    private static string FirstLine(string source) =>
        Cut(source.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0) ?? "");

    private static string Cut(string text) => text.Length <= ReasonLength ? text : text[..(ReasonLength - 1)] + "…";
}

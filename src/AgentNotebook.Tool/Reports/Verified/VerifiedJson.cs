using AgentNotebook.Documents.Comparing;
using AgentNotebook.Tool.Running;

namespace AgentNotebook.Tool.Reports.Verified;

/// <summary>What <c>agentnb verify --json</c> prints.</summary>
internal sealed class VerifiedJson(IReadOnlyList<NotebookVerification> verified)
{
    public bool Succeeded => verified.All(notebook => notebook.IsGood);

    public IEnumerable<object> Notebooks => verified.Select(notebook => new
    {
        notebook.Notebook,
        IsSame = notebook.Comparison?.IsSame ?? false,
        Problem = NullIfEmpty(notebook.Problem),
        notebook.RefusedForSafety,
        Update = NullIfEmpty(notebook.Update),
        ElapsedSeconds = Math.Round(notebook.Elapsed.TotalSeconds, 1),
        Cells = notebook.Comparison?.Cells.Select(Of),
    });

    /// <summary>Every rule that was needed, and how often.</summary>
    public IEnumerable<object> Rules => Applied(verified).Select(rule => new { rule.Name, rule.Description, rule.Count });

    /// <summary>The rules that were needed in some notebooks, each with what it overlooks and how many pieces of output that were.</summary>
    public static IEnumerable<(string Name, string Description, int Count)> Applied(IEnumerable<NotebookVerification> verified) =>
        verified.SelectMany(notebook => notebook.Comparison?.Cells ?? []).SelectMany(cell => cell.Applied)
            .GroupBy(applied => (applied.Rule, applied.Description))
            .OrderBy(group => group.Key.Rule, StringComparer.Ordinal)
            .Select(group => (group.Key.Rule, group.Key.Description, group.Sum(applied => applied.Count)));

    private static object Of(CellComparison cell) => new
    {
        Cell = cell.Number,
        cell.Cell.Index,
        cell.Cell.Id,
        cell.Verdict,
        Outputs = cell.Executed.Count,
        cell.Differences,
        cell.Applied,
    };

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}

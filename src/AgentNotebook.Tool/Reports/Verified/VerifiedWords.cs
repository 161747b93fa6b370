using AgentNotebook.Display.RunCard;
using AgentNotebook.Documents.Comparing;
using AgentNotebook.Tool.Running;

namespace AgentNotebook.Tool.Reports.Verified;

/// <summary>A verification in words, for the terminal and the page alike.</summary>
internal static class VerifiedWords
{
    private const int LongestSource = 60;

    public static string Of(CellVerdict verdict) => verdict switch
    {
        CellVerdict.Same => "same",
        CellVerdict.SameByRules => "same by rules",
        CellVerdict.Different => "DIFFERENT",
        CellVerdict.Volatile => "volatile, not compared",
        CellVerdict.NeverExecuted => "NEVER EXECUTED",
        _ => "NOT RUN",
    };

    /// <summary>The line by which a person knows a cell.</summary>
    public static string Source(CellComparison cell) =>
        Untrusted.Line(cell.Cell.Source.Split('\n').FirstOrDefault(line => !string.IsNullOrWhiteSpace(line)) ?? "", LongestSource);

    /// <summary>Which rules a cell needed and how often, such as <c>durations 12, timestamps 1</c>.</summary>
    public static string Rules(CellComparison cell) =>
        string.Join(", ", cell.Applied.GroupBy(applied => applied.Rule).Select(group => $"{Untrusted.Line(group.Key, 60)} {group.Sum(applied => applied.Count)}"));

    /// <summary>What became of a notebook, in a sentence.</summary>
    public static string Verdict(NotebookVerification verified)
    {
        if (verified.Comparison is not { } comparison)
        {
            return "could not be verified";
        }

        var different = comparison.Cells.Count(cell => cell.IsDifferent);
        var compared = comparison.Cells.Count(cell => cell.Verdict is CellVerdict.Same or CellVerdict.SameByRules);
        var unseen = comparison.Cells.Count(cell => cell.Verdict == CellVerdict.Volatile);
        return (different == 0 ? $"gives what it shows: {Count(compared, "cell is", "cells are")} the same" : $"differs in {Count(different, "cell", "cells")}; {Count(compared, "is", "are")} the same")
            + (unseen == 0 ? "" : $", {Count(unseen, "is", "are")} volatile");
    }

    public static string Summary(IReadOnlyList<NotebookVerification> verified)
    {
        var good = verified.Count(notebook => notebook.IsGood);
        return verified.Count == 1
            ? $"{Name(verified[0])} {Verdict(verified[0])}."
            : good == verified.Count ? $"All {good} notebooks are verified." : $"{good} of {verified.Count} notebooks are verified; not {string.Join(", ", verified.Where(notebook => !notebook.IsGood).Select(Name))}.";
    }

    public static string Name(NotebookVerification verified) => Untrusted.Line(verified.Notebook, 200);

    private static string Count(int number, string one, string many) => $"{number:N0} {(number == 1 ? one : many)}";
}

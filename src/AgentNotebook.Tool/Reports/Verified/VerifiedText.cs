using AgentNotebook.Display.RunCard;
using AgentNotebook.Documents.Comparing;
using AgentNotebook.Tool.Running;
using Spectre.Console;
using Markup = Spectre.Console.Markup;

namespace AgentNotebook.Tool.Reports.Verified;

/// <summary>A verification for a person at a terminal: a table for each notebook, and each difference with both sides.</summary>
/// <param name="isVerbose">Whether every place is listed at which a rule was needed.</param>
internal sealed class VerifiedText(bool isVerbose)
{
    // Where nobody looks at a screen, nothing has to be wrapped.
    private const int WidthOfFile = 1000;
    private const int LongestLine = 300;
    private const int MostLines = 12;
    private const int MostDifferences = 6;

    private readonly IAnsiConsole _console = Console();

    /// <summary>Shows one notebook.</summary>
    public void Write(NotebookVerification verified)
    {
        _console.MarkupLineInterpolated($"[{(verified.IsGood ? "green" : "red")}]{VerifiedWords.Name(verified)} {VerifiedWords.Verdict(verified)}[/] [grey]({verified.Elapsed.TotalSeconds:0.0} s)[/]");
        if (verified.Comparison is { } comparison)
        {
            WriteCells(comparison);
        }
        else
        {
            WriteSide(" ", verified.Problem);
        }

        if (verified.Update.Length > 0)
        {
            _console.MarkupLineInterpolated($"[{(verified.IsUpToDate ? "green" : "red")}]{verified.Update}[/]");
        }
    }

    /// <summary>Shows what holds for all notebooks together.</summary>
    public void WriteSummary(IReadOnlyList<NotebookVerification> verified)
    {
        var rules = VerifiedJson.Applied(verified).ToList();
        if (rules.Count > 0)
        {
            _console.WriteLine(isVerbose ? "What was overlooked:" : "What was overlooked (--verbose names each place):");
            rules.ForEach(rule => _console.MarkupLineInterpolated($"  [blue]{Untrusted.Line(rule.Name, 60)}[/] ×{rule.Count}: {Untrusted.Line(rule.Description, LongestLine)}"));
        }

        var good = verified.All(notebook => notebook.IsGood);
        _console.MarkupLineInterpolated($"[{(good ? "green" : "red")}]{VerifiedWords.Summary(verified)}[/]");
    }

    /// <summary>Lists the rules that come with the tool.</summary>
    public void WriteRules()
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("rule", "holds", "what it overlooks");
        foreach (var rule in NormalizationRules.BuiltIn)
        {
            table.AddRow(Markup.Escape(rule.Name), rule.Scope == RuleScope.Everywhere ? "everywhere" : "where marked", Markup.Escape(rule.Description));
        }

        _console.Write(table);
    }

    private static IAnsiConsole Console()
    {
        var isFile = System.Console.IsOutputRedirected;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isFile ? AnsiSupport.No : AnsiSupport.Detect,
            Out = new AnsiConsoleOutput(System.Console.Out),
        });
        if (isFile)
        {
            console.Profile.Width = WidthOfFile;
        }

        return console;
    }

    private void WriteCells(NotebookComparison comparison)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("cell", column => column.RightAligned()).AddColumns("", "outputs are", "rules needed");
        foreach (var cell in comparison.Cells.Where(cell => cell.Number > 0))
        {
            table.AddRow(
                $"{cell.Number}",
                Markup.Escape(VerifiedWords.Source(cell)),
                $"[{Colour(cell)}]{VerifiedWords.Of(cell.Verdict)}[/]",
                Markup.Escape(VerifiedWords.Rules(cell)));
        }

        _console.Write(table);
        foreach (var cell in comparison.Cells)
        {
            WriteDifferences(cell);
            if (cell.Verdict == CellVerdict.Volatile)
            {
                WriteVolatile(cell);
            }

            if (isVerbose)
            {
                WriteRules(cell);
            }
        }
    }

    private void WriteDifferences(CellComparison cell)
    {
        var shown = isVerbose ? cell.Differences.Count : MostDifferences;
        foreach (var difference in cell.Differences.Take(shown))
        {
            var where = difference.Where.Length == 0 ? "" : $", {Untrusted.Line(difference.Where, LongestLine)}";
            _console.MarkupLineInterpolated($"[red]cell {cell.Number}[/] ({cell.Cell.Id}){where}: {Untrusted.Line(difference.What, LongestLine)}");
            WriteSide("  stored   ", difference.Stored);
            WriteSide("  executed ", difference.Executed);
        }

        if (cell.Differences.Count > shown)
        {
            _console.MarkupLineInterpolated($"[red]cell {cell.Number}[/] ({cell.Cell.Id}): {cell.Differences.Count - shown:N0} more differences; --verbose lists them, --html FILE shows them.");
        }
    }

    /// <summary>Shown, because somebody may want to see it; not compared, because the cell says so.</summary>
    private void WriteVolatile(CellComparison cell)
    {
        _console.MarkupLineInterpolated($"[grey]cell {cell.Number} ({cell.Cell.Id}) is volatile; it gave:[/]");
        foreach (var output in cell.Executed)
        {
            WriteSide("  ", output.Parts.GetValueOrDefault("text/plain") ?? output.Parts.Values.FirstOrDefault(""));
        }
    }

    private void WriteRules(CellComparison cell)
    {
        foreach (var applied in cell.Applied)
        {
            _console.MarkupLineInterpolated($"[grey]cell {cell.Number}, {Untrusted.Line(applied.Where, LongestLine)}: {Untrusted.Line(applied.Rule, 60)} ×{applied.Count}: {Untrusted.Line(applied.Stored, 60)} → {Untrusted.Line(applied.Executed, 60)}[/]");
        }
    }

    private void WriteSide(string name, string text)
    {
        if (text.Length == 0)
        {
            return;
        }

        var (lines, missing) = Untrusted.FirstLines(text, MostLines, LongestLine);
        for (var i = 0; i < lines.Count; i++)
        {
            _console.MarkupLineInterpolated($"[grey]{(i == 0 ? name : new string(' ', name.Length))}[/]{lines[i]}");
        }

        if (missing > 0)
        {
            _console.MarkupLineInterpolated($"[grey]{new string(' ', name.Length)}… {missing:N0} more lines[/]");
        }
    }

    private static string Colour(CellComparison cell) => cell switch
    {
        { IsDifferent: true } => "red",
        { Verdict: CellVerdict.Volatile } => "yellow",
        _ => "green",
    };
}

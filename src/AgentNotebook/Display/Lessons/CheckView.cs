using AgentNotebook.Display.RunCard;
using AgentNotebook.Execution;

namespace AgentNotebook.Display.Lessons;

/// <summary>Shows a student what a check found.</summary>
public static class CheckView
{
    private const int LongestCheck = 160;
    private const int LongestText = 1000;
    private const int MostOutcomes = 50;

    /// <summary>Renders it: one <c>div</c> of well-formed XHTML without script that follows the page's light or dark theme, and the same as text.</summary>
    /// <param name="report">What was found.</param>
    /// <returns><c>text/html</c> and <c>text/plain</c>.</returns>
    public static MimeBundle Render(CheckReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return MimeBundle.FromHtml(Html(report), Text(report));
    }

    private static string Html(CheckReport report)
    {
        var name = Untrusted.Line(report.Name, LongestCheck);
        var html = CardStyle.OpenCard();
        html.Open("div", "anb-head")
            .Element("h3", "anb-h", $"Check {name}")
            .Open("span", $"anb-badge anb-{(report.Passed ? "good" : "bad")}").Element("span", null, report.Passed ? "✓ " : "✕ ", "aria-hidden=\"true\"").Text(report.Passed ? "Passed" : "Not yet").Close()
            .Element("span", "anb-note", Summary(report))
            .Close();
        if (!report.Passed)
        {
            html.OpenTable("Check", "Holds", "What was compared");
            foreach (var outcome in report.Outcomes.Take(MostOutcomes))
            {
                html.Open("tr")
                    .Open("td", "anb-any").Element("code", "anb-mono", Untrusted.Line(outcome.Expression, LongestCheck)).Close()
                    .Open("td").Element("span", outcome.Passed ? "anb-ok" : "anb-no", outcome.Passed ? "✓ yes" : "✕ no").Close()
                    .Element("td", "anb-any", Compared(outcome))
                    .Close();
            }

            html.CloseTable();
            if (report.Hint.Length > 0)
            {
                html.Open("div", "anb-word anb-word-person").Element("p", "anb-p anb-strong", "Hint").Element("p", "anb-p anb-said", Untrusted.Line(report.Hint, LongestText)).Close();
            }
        }

        return html.Close().ToString();
    }

    private static string Text(CheckReport report)
    {
        var head = $"Check {Untrusted.Line(report.Name, LongestCheck)}: {(report.Passed ? "passed" : "not yet")} ({Summary(report)})";
        return report.Passed
            ? head
            : head
                + string.Concat(report.Outcomes.Take(MostOutcomes).Select(outcome => $"\n  {(outcome.Passed ? "✓" : "✕")} {Untrusted.Line(outcome.Expression, LongestCheck)}{(Compared(outcome) is { Length: > 0 } compared ? $": {compared}" : "")}"))
                + (report.Hint.Length == 0 ? "" : $"\nHint: {Untrusted.Line(report.Hint, LongestText)}");
    }

    private static string Summary(CheckReport report)
    {
        var held = report.Outcomes.Count(outcome => outcome.Passed);
        var points = report.Points == 0 ? "" : $" · {(report.Passed ? report.Points : 0)} of {RunFacts.Count(report.Points, "point", "points")}";
        return (report.Outcomes.Count, held) switch
        {
            (1, 1) => $"it holds{points}",
            (1, _) => $"it does not hold{points}",
            var (all, some) when all == some => $"all {all} hold{points}",
            var (all, some) => $"{some} of {all} hold{points}",
        };
    }

    private static string Compared(CheckOutcome outcome) => outcome switch
    {
        { Passed: true } => "",
        { Error: { } error } => Untrusted.Line(error, LongestText),
        // An operand that is its own value says nothing.
        _ => string.Join(", ", outcome.Values.Where(value => value.Expression != value.Value).Select(value => $"{Untrusted.Line(value.Expression, 80)} = {Untrusted.Line(value.Value, 120)}")),
    };
}

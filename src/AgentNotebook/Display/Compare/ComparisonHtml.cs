using AgentNotebook.Agents.Replay;
using AgentNotebook.Display.RunCard;
using AgentNotebook.Models;

namespace AgentNotebook.Display.Compare;

/// <summary>Writes a comparison as HTML.</summary>
internal sealed class ComparisonHtml(RunComparison comparison, ComparisonDetail detail)
{
    // Beyond this a comparison costs more than anyone reads of it.
    private const int ComparedCharacters = 200_000;

    private readonly Markup _html = CardStyle.OpenCard();

    internal string Write()
    {
        var (left, right) = (ComparisonFacts.Name(comparison.Left), ComparisonFacts.Name(comparison.Right));
        _html.Open("div", "anb-head").Element("h3", "anb-h", $"{left} beside {right}").Close()
            .Element("p", "anb-p anb-lead", ComparisonFacts.Lead(comparison));
        WriteFacts(left, right);
        WriteSteps(left, right);
        WriteAttempts();
        return _html.Close().ToString();
    }

    private void WriteFacts(string left, string right)
    {
        _html.OpenTable("", left, right, "");
        foreach (var fact in ComparisonFacts.Of(comparison).Where(fact => fact.Left.Length + fact.Right.Length > 0))
        {
            var mark = fact.IsMeasured ? VolatileMark.Durations : null;
            _html.Open("tr")
                .Element("th", null, fact.Name, "scope=\"row\"")
                .Element("td", "anb-any", Untrusted.Line(fact.Left, detail.TextCharacters), mark)
                .Element("td", "anb-any", Untrusted.Line(fact.Right, detail.TextCharacters), mark)
                .Open("td");
            if (fact.Differs)
            {
                _html.Element("span", "anb-no", "≠ differs");
            }

            _html.Close().Close();
        }

        _html.CloseTable();
    }

    private void WriteSteps(string left, string right)
    {
        if (comparison.Steps.Count == 0)
        {
            return;
        }

        var (shown, before, after) = ComparisonFacts.Around(comparison, detail.Steps);
        _html.Element("h4", "anb-h4", "Steps");
        LeftOut(before, "before");
        _html.OpenTable("Step", left, right, "");
        foreach (var step in shown)
        {
            _html.Open("tr")
                .Element("th", null, $"{step.Number}", "scope=\"row\"")
                .Element("td", "anb-any", ComparisonFacts.Step(step.Left, detail.LineCharacters))
                .Element("td", "anb-any", ComparisonFacts.Step(step.Right, detail.LineCharacters))
                .Open("td");
            if (step.Difference is { } difference)
            {
                _html.Element("span", "anb-no", ReferenceEquals(step, comparison.Parting) ? $"≠ here they part: {difference}" : $"≠ {difference}");
            }

            _html.Close().Close();
        }

        _html.CloseTable();
        LeftOut(after, "after");
    }

    private void LeftOut(int steps, string where)
    {
        if (steps > 0)
        {
            _html.Element("p", "anb-p anb-note", $"{RunFacts.Count(steps, "step", "steps")} {where} these {(steps == 1 ? "is" : "are")} left out here; 'agentnb sessions show' has them all.");
        }
    }

    private void WriteAttempts()
    {
        var count = comparison.Attempts.Count;
        if (count == 0)
        {
            return;
        }

        _html.Element("h4", "anb-h4", "Attempts");
        foreach (var (number, left, right) in comparison.Attempts.Take(detail.Attempts))
        {
            var same = left?.Code == right?.Code;
            _html.Open("details", "anb-try", !same ? "open=\"open\"" : null)
                .Open("summary").Element("strong", null, $"Attempt {number}").Text(" ");
            Came(left);
            _html.Text(" │ ");
            Came(right);
            _html.Close().Open("div", "anb-body");
            if (same)
            {
                _html.Element("p", "anb-p anb-note", "The same code.");
            }
            else
            {
                WriteDiff(left?.Code ?? "", right?.Code ?? "");
            }

            _html.Close().Close();
        }

        if (count > detail.Attempts)
        {
            _html.Element("p", "anb-p anb-note", $"{RunFacts.Count(count - detail.Attempts, "attempt", "attempts")} more left out here; 'agentnb sessions show' has them all.");
        }
    }

    private void Came(Attempt? attempt) => _html.Element(
        "span",
        attempt is null ? "anb-note" : attempt.Succeeded ? "anb-ok" : "anb-no",
        attempt is null ? "—" : $"{(attempt.Succeeded ? "✓" : "✕")} {RunFacts.Came(attempt, 120)}");

    private void WriteDiff(string left, string right)
    {
        var lines = CodeDiff.Lines(Head(left), Head(right));
        _html.Open("pre", "anb-code", "tabindex=\"0\"");
        foreach (var line in lines.Take(detail.CodeLines))
        {
            var (sign, classes) = line.Kind switch { DiffLineKind.Added => ('+', "anb-add"), DiffLineKind.Removed => ('-', "anb-del"), _ => (' ', null) };
            _html.Open("span", classes).Text($"{line.After ?? line.Before,4} {sign} {Untrusted.CodeLine(line.Text, detail.LineCharacters)}").Break().Close();
        }

        _html.Close();
        if (lines.Count > detail.CodeLines)
        {
            _html.Element("p", "anb-p anb-note", $"{RunFacts.Count(lines.Count - detail.CodeLines, "line", "lines")} more left out here.");
        }
    }

    private static string Head(string code) => code.Length <= ComparedCharacters ? code : code[..ComparedCharacters];
}

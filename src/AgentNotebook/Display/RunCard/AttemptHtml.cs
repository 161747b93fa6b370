using AgentNotebook.Execution;
using AgentNotebook.Models;

namespace AgentNotebook.Display.RunCard;

/// <summary>Writes one attempt: what was changed and why, and what came of it.</summary>
internal sealed class AttemptHtml(Markup html, CardDetail detail)
{
    // Beyond this a comparison costs more than anyone reads of it.
    private const int ComparedLines = 1000;
    private const int ComparedCharacters = 200_000;

    internal void Write(Attempt attempt, Attempt? before, string? explanation, bool isOpen)
    {
        html.Open("details", "anb-try", isOpen ? "open=\"open\"" : null)
            .Open("summary").Element("strong", null, $"Attempt {attempt.Number}").Text(" ")
            .Element("span", attempt.Succeeded ? "anb-ok" : "anb-no", $"{(attempt.Succeeded ? "✓" : "✕")} {RunFacts.Came(attempt, 120)}");
        if (RunFacts.Figures(attempt) is { } figures)
        {
            html.Text(" ").Element("span", "anb-note", $"{figures}");
        }

        html.Close().Open("div", "anb-body");
        if (!string.IsNullOrWhiteSpace(explanation))
        {
            html.Element("p", "anb-p", Untrusted.Line(explanation, detail.TextCharacters));
        }

        if (before is null)
        {
            Heading("Code");
            WriteCode(attempt.Code);
        }
        else
        {
            WriteDiff(before, attempt);
            if (isOpen)
            {
                html.Open("details", "anb-try").Element("summary", null, "Whole code").Open("div", "anb-body");
                WriteCode(attempt.Code);
                html.Close().Close();
            }
        }

        WriteErrors(attempt.Errors);
        if (attempt.Outcome is { } outcome)
        {
            WriteOutcome(outcome);
        }

        html.Close().Close();
    }

    private static string Head(string code)
    {
        var end = Math.Min(code.Length, ComparedCharacters);
        var at = 0;
        for (var lines = 0; lines < ComparedLines; lines++)
        {
            var next = code.IndexOf('\n', at, end - at);
            if (next < 0)
            {
                return code[..end];
            }

            at = next + 1;
        }

        return code[..at];
    }

    private void Heading(string text) => html.Element("h5", "anb-h4", text);

    private void WriteCode(string code)
    {
        var (lines, missing) = Untrusted.FirstLines(code, detail.CodeLines, detail.LineCharacters);
        html.Open("pre", "anb-code", "tabindex=\"0\"");
        for (var i = 0; i < lines.Count; i++)
        {
            html.Open("span").Text($"{i + 1,4}   {lines[i]}").Break().Close();
        }

        html.Close();
        Missing(missing, "line", "lines");
    }

    private void WriteDiff(Attempt before, Attempt after)
    {
        Heading($"Changed against attempt {before.Number}");
        var (a, b) = (Head(before.Code), Head(after.Code));
        var lines = CodeDiff.Lines(a, b);
        if (lines.Count == 0)
        {
            html.Element("p", "anb-p anb-note", a.Length < before.Code.Length || b.Length < after.Code.Length ? "Nothing in the part that was compared." : "Nothing: it is the same code.");
        }
        else
        {
            html.Open("pre", "anb-code", "tabindex=\"0\"");
            DiffLine? last = null;
            foreach (var line in lines.Take(detail.CodeLines))
            {
                if (last is not null && Leaps(last, line))
                {
                    html.Open("span").Text("   ⋯").Break().Close();
                }

                var (sign, classes) = line.Kind switch { DiffLineKind.Added => ('+', "anb-add"), DiffLineKind.Removed => ('-', "anb-del"), _ => (' ', null) };
                html.Open("span", classes).Text($"{line.After ?? line.Before,4} {sign} {Untrusted.CodeLine(line.Text, detail.LineCharacters)}").Break().Close();
                last = line;
            }

            html.Close();
            Missing(lines.Count - detail.CodeLines, "line", "lines");
        }

        if (a.Length < before.Code.Length || b.Length < after.Code.Length)
        {
            html.Element("p", "anb-p anb-note", $"Compared were the first {ComparedLines:N0} lines, {ComparedCharacters:N0} characters at most.");
        }
    }

    private static bool Leaps(DiffLine last, DiffLine line) =>
        (line.Before is { } before && last.Before is { } lastBefore && before > lastBefore + 1)
        || (line.After is { } after && last.After is { } lastAfter && after > lastAfter + 1);

    private void WriteErrors(IReadOnlyList<Execution.Compiling.CodeDiagnostic> errors)
    {
        if (errors.Count == 0)
        {
            return;
        }

        Heading("Compiler errors");
        html.OpenTable("Where", "Error", "Message");
        foreach (var error in errors.Take(detail.Items))
        {
            html.Open("tr")
                .Element("td", error.Check is null ? null : "anb-any", error.Check is null ? $"line {error.Line}, column {error.Column}" : $"check {Untrusted.Line(error.Check, 120)}")
                .Element("td", null, Untrusted.Line(error.Id, 20))
                .Element("td", "anb-any", Untrusted.Line(error.Message, detail.TextCharacters))
                .Close();
        }

        html.CloseTable();
        Missing(errors.Count - detail.Items, "error", "errors");
    }

    private void WriteOutcome(GuestOutcome outcome)
    {
        html.Element("p", "anb-p", $"Verdict: {RunFacts.Words(outcome.Verdict)}.{(outcome.Reason.Length == 0 || outcome.Exception is not null ? "" : $" {Untrusted.Line(outcome.Reason, detail.TextCharacters)}")}{(outcome.ResultType is { } type ? $" Result: {Untrusted.Line(type, 120)}." : "")}");
        WriteException(outcome.Exception);
        WriteChecks(outcome.Checks);
        WriteOutput("Printed", outcome.Output);
        WriteOutput("Printed to standard error", outcome.ErrorOutput);
        if (outcome.OutputWasCut)
        {
            html.Element("p", "anb-p anb-note", "The code printed more than its limit; what came after it was dropped.");
        }
    }

    private void WriteException(GuestException? exception)
    {
        if (exception is null)
        {
            return;
        }

        Heading("Exception");
        html.Open("ul", "anb-ul");
        for (var (inner, depth) = (exception, 0); inner is not null && depth < 4; (inner, depth) = (inner.Inner, depth + 1))
        {
            var place = inner.Line is { } line ? $" (line {line})" : "";
            html.Element("li", null, $"{(depth == 0 ? "" : "caused by ")}{Untrusted.Line(inner.Type, 160)}{place}: {Untrusted.Line(inner.Message, detail.TextCharacters)}");
        }

        html.Close();
    }

    private void WriteChecks(IReadOnlyList<CheckOutcome> checks)
    {
        if (checks.Count == 0)
        {
            return;
        }

        Heading("Checks");
        html.OpenTable("Check", "Holds", "Values");
        foreach (var check in checks.Take(detail.Items))
        {
            var values = check.Error is { } error
                ? Untrusted.Line(error, detail.TextCharacters)
                : string.Join(", ", check.Values.Where(value => value.Expression != value.Value).Take(4)
                    .Select(value => $"{Untrusted.Line(value.Expression, 80)} = {Untrusted.Line(value.Value, 120)}"));
            html.Open("tr")
                .Open("td", "anb-any").Element("code", "anb-mono", Untrusted.Line(check.Expression, 160)).Close()
                .Open("td").Element("span", check.Passed ? "anb-ok" : "anb-no", check.Passed ? "✓ yes" : check.Error is null ? "✕ no" : "✕ could not be evaluated").Close()
                .Element("td", "anb-any", values)
                .Close();
        }

        html.CloseTable();
        Missing(checks.Count - detail.Items, "check", "checks");
    }

    private void WriteOutput(string heading, string output)
    {
        if (string.IsNullOrWhiteSpace(output))
        {
            return;
        }

        // The end of an output tells most.
        var (lines, missing) = Untrusted.LastLines(output, detail.OutputLines, detail.LineCharacters);
        Heading(heading);
        html.Open("pre", "anb-code", "tabindex=\"0\"");
        foreach (var line in lines)
        {
            html.Open("span").Text(line).Break().Close();
        }

        html.Close();
        if (missing > 0)
        {
            html.Element("p", "anb-p anb-note", $"The last {lines.Count} of {lines.Count + missing:N0} lines.");
        }
    }

    private void Missing(int number, string one, string many)
    {
        if (number > 0)
        {
            html.Element("p", "anb-p anb-note", $"{RunFacts.Count(number, one, many)} more {(number == 1 ? "is" : "are")} left out here to keep this card small.");
        }
    }
}

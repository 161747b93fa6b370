using AgentNotebook.Execution;
using AgentNotebook.Models;

namespace AgentNotebook.Display.RunCard;

/// <summary>Writes one attempt: what was changed and why, and what came of it.</summary>
internal sealed class AttemptHtml(Markup html, RunFacts facts, CardDetail detail) : CardPart(html, facts, detail)
{
    private readonly CodeHtml _code = new(html, facts, detail);

    /// <summary>Writes the attempt at a position, counted from 0.</summary>
    internal void Write(int index, bool isOpen)
    {
        var attempt = Facts.Run.Attempts[index];
        var before = index == 0 ? null : Facts.Run.Attempts[index - 1];
        Html.Open("details", "anb-try", isOpen ? "open=\"open\"" : null)
            .Open("summary").Element("strong", null, $"Attempt {attempt.Number}").Text(" ")
            .Element("span", attempt.Succeeded ? "anb-ok" : "anb-no", $"{(attempt.Succeeded ? "✓" : "✕")} {RunFacts.Came(attempt, 120)}");
        if (RunFacts.Figures(attempt) is { } figures)
        {
            Html.Text(" ").Element("span", "anb-note", figures, VolatileMark.Figures);
        }

        Html.Close().Open("div", "anb-body");

        // The plan stands above; the code it came with needs no second copy of it.
        if (Facts.Explanation(index) is { } explanation && !string.IsNullOrWhiteSpace(explanation) && explanation != Facts.Run.Plan)
        {
            Html.Element("p", "anb-p", Line(explanation));
        }

        if (before is null)
        {
            SmallHeading("Code");
            _code.Write(attempt.Code);
        }
        else
        {
            SmallHeading($"Changed against attempt {before.Number}");
            _code.WriteDiff(before.Code, attempt.Code);
            if (isOpen)
            {
                Html.Open("details", "anb-try").Element("summary", null, "Whole code").Open("div", "anb-body");
                _code.Write(attempt.Code);
                Html.Close().Close();
            }
        }

        WriteErrors(attempt.Errors);
        if (attempt.Outcome is { } outcome)
        {
            WriteOutcome(outcome);
        }

        if (Facts.Judged(attempt) is { } fault)
        {
            Html.Open("p", "anb-p").Text($"Fault: {RunFacts.Words(fault.Kind)}, by rule ").Element("code", "anb-mono", Untrusted.Line(fault.Rule, 60)).Text(".").Close();
        }

        if (Facts.Run.Diagnoses.GetValueOrDefault(attempt.Number) is { Length: > 0 } diagnosis)
        {
            SmallHeading("Diagnosis");
            Said(diagnosis);
        }

        Html.Close().Close();
    }

    private void SmallHeading(string text) => Html.Element("h5", "anb-h4", text);

    private void WriteErrors(IReadOnlyList<Execution.Compiling.CodeDiagnostic> errors)
    {
        if (errors.Count == 0)
        {
            return;
        }

        SmallHeading("Compiler errors");
        Html.OpenTable("Where", "Error", "Message");
        foreach (var error in errors.Take(Detail.Items))
        {
            Html.Open("tr")
                .Element("td", error.Check is null ? null : "anb-any", error.Check is null ? $"line {error.Line}, column {error.Column}" : $"check {Untrusted.Line(error.Check, 120)}")
                .Element("td", null, Untrusted.Line(error.Id, 20))
                .Element("td", "anb-any", Untrusted.Line(error.Message, Detail.TextCharacters))
                .Close();
        }

        Html.CloseTable();
        Missing(errors.Count - Detail.Items, "error", "errors");
    }

    private void WriteOutcome(GuestOutcome outcome)
    {
        Html.Element("p", "anb-p", $"Verdict: {RunFacts.Words(outcome.Verdict)}.{(outcome.Reason.Length == 0 || outcome.Exception is not null ? "" : $" {Untrusted.Line(outcome.Reason, Detail.TextCharacters)}")}{(outcome.ResultType is { } type ? $" Result: {Untrusted.Line(type, 120)}." : "")}");
        WriteException(outcome.Exception);
        WriteChecks(outcome.Checks);
        WriteOutput("Printed", outcome.Output);
        WriteOutput("Printed to standard error", outcome.ErrorOutput);
        if (outcome.OutputWasCut)
        {
            Html.Element("p", "anb-p anb-note", "The code printed more than its limit; what came after it was dropped.");
        }
    }

    private void WriteException(GuestException? exception)
    {
        if (exception is null)
        {
            return;
        }

        SmallHeading("Exception");
        Html.Open("ul", "anb-ul");
        for (var (inner, depth) = (exception, 0); inner is not null && depth < 4; (inner, depth) = (inner.Inner, depth + 1))
        {
            var place = inner.Line is { } line ? $" (line {line})" : "";
            Html.Element("li", null, $"{(depth == 0 ? "" : "caused by ")}{Untrusted.Line(inner.Type, 160)}{place}: {Untrusted.Line(inner.Message, Detail.TextCharacters)}");
        }

        Html.Close();
    }

    private void WriteChecks(IReadOnlyList<CheckOutcome> checks)
    {
        if (checks.Count == 0)
        {
            return;
        }

        SmallHeading("Checks");
        Html.OpenTable("Check", "Holds", "Values");
        foreach (var check in checks.Take(Detail.Items))
        {
            var values = check.Error is { } error
                ? Untrusted.Line(error, Detail.TextCharacters)
                : string.Join(", ", check.Values.Where(value => value.Expression != value.Value).Take(4)
                    .Select(value => $"{Untrusted.Line(value.Expression, 80)} = {Untrusted.Line(value.Value, 120)}"));
            Html.Open("tr")
                .Open("td", "anb-any").Element("code", "anb-mono", Untrusted.Line(check.Expression, 160)).Close()
                .Open("td").Element("span", check.Passed ? "anb-ok" : "anb-no", check.Passed ? "✓ yes" : check.Error is null ? "✕ no" : "✕ could not be evaluated").Close()
                .Element("td", "anb-any", values)
                .Close();
        }

        Html.CloseTable();
        Missing(checks.Count - Detail.Items, "check", "checks");
    }

    private void WriteOutput(string heading, string output)
    {
        if (string.IsNullOrWhiteSpace(output))
        {
            return;
        }

        // The end of an output tells most.
        var (lines, missing) = Untrusted.LastLines(output, Detail.OutputLines, Detail.LineCharacters);
        SmallHeading(heading);
        Html.Open("pre", "anb-code", "tabindex=\"0\"");
        foreach (var line in lines)
        {
            Html.Open("span").Text(line).Break().Close();
        }

        Html.Close();
        if (missing > 0)
        {
            Html.Element("p", "anb-p anb-note", $"The last {lines.Count} of {lines.Count + missing:N0} lines.");
        }
    }
}

using AgentNotebook.Agents;

namespace AgentNotebook.Display.RunCard;

/// <summary>Writes a step of a run as HTML.</summary>
internal sealed class StepHtml(Markup html, RunFacts facts, CardDetail detail) : CardPart(html, facts, detail)
{
    internal string Write(StepOfRun step)
    {
        var run = Facts.Run;
        var made = run.Transitions[^1].Transition;
        var (ink, mark) = made.To switch
        {
            AgentState.Succeeded => ("good", "✓ "),
            AgentState.Failed => ("bad", "✕ "),
            AgentState.Revising or AgentState.Retrying or AgentState.AwaitingHuman => ("secondary", ""),
            AgentState.Cancelled => ("muted", ""),
            _ => ("primary", ""),
        };
        Html.Open("div", "anb-head")
            .Element("h3", "anb-h", $"Step {step.Number} of {step.Total}")
            .Open("span", $"anb-badge anb-{ink}").Element("span", null, mark, "aria-hidden=\"true\"").Text($"{RunFacts.Words(made.From)} → {RunFacts.Words(made.To)}").Close()
            .Element("span", "anb-note", $"{Untrusted.Line(run.Id, 60)}, replayed")
            .Close();
        // The plan and the explanation follow in full.
        if (made.Reason != run.Plan && made.Reason != run.Revisions.LastOrDefault()?.Explanation)
        {
            Html.Element("p", "anb-p anb-lead", Line(made.Reason));
        }

        switch (made.From)
        {
            case AgentState.Planning:
                new PlanHtml(Html, Facts, Detail).Write();
                WritePending("The code that is tried next");
                break;
            case AgentState.Acting when run.Attempts.Count > 0:
                new AttemptHtml(Html, Facts, Detail).Write(run.Attempts.Count - 1, isOpen: true);
                break;
            case AgentState.Reflecting:
                WriteJudgement();
                break;
            case AgentState.Revising:
                WriteRevision();
                break;
        }

        if (step.IsLast)
        {
            WriteAll();
        }

        return Html.Close().ToString();
    }

    private void WriteJudgement()
    {
        var run = Facts.Run;
        if (run.State == AgentState.Succeeded)
        {
            Heading("What it means");
            Said(Facts.Explained);
        }
        else if (run.Interventions.LastOrDefault() is { } said && said.AfterAttempt == run.Attempts.Count)
        {
            Heading(RunFacts.Words(said.Event.Kind));
            Said(said.Event.Guidance);
        }
        else if (run.Attempts.LastOrDefault() is { } attempt && Facts.Judged(attempt) is { } fault)
        {
            Heading("How it was judged");
            Html.Open("p", "anb-p").Text($"The fault is {RunFacts.Words(fault.Kind)}, by rule ").Element("code", "anb-mono", Untrusted.Line(fault.Rule, 60)).Text(".").Close();
        }

        if (run.Stopped is { Evidence: { Count: > 0 } evidence })
        {
            Heading("What that rests on");
            List(evidence);
        }
    }

    private void WriteRevision()
    {
        var run = Facts.Run;
        if (run.Attempts.LastOrDefault() is { } attempt && run.Diagnoses.GetValueOrDefault(attempt.Number) is { Length: > 0 } diagnosis)
        {
            Heading("Diagnosis");
            Said(diagnosis);
        }

        if (run.Revisions.LastOrDefault() is { Explanation.Length: > 0 } revision)
        {
            Heading("What is changed, and why");
            Said(revision.Explanation);
        }

        WritePending("The code");
    }

    private void WritePending(string heading)
    {
        var run = Facts.Run;
        if (run.PendingCode is not { } code)
        {
            return;
        }

        if (run.Attempts.LastOrDefault() is { } before)
        {
            Heading($"Changed against attempt {before.Number}");
            new CodeHtml(Html, Facts, Detail).WriteDiff(before.Code, code);
        }
        else
        {
            Heading(heading);
            new CodeHtml(Html, Facts, Detail).Write(code);
        }
    }

    private void WriteAll()
    {
        Heading("All steps");
        Html.Open("ol", "anb-ul");
        var steps = Facts.Run.Transitions;
        foreach (var (_, made) in steps.Take(3 * Detail.Items))
        {
            Html.Open("li").Element("strong", null, $"{RunFacts.Words(made.From)} → {RunFacts.Words(made.To)}").Text($" {Line(made.Reason)}").Close();
        }

        Html.Close();
        Missing(steps.Count - (3 * Detail.Items), "step", "steps");
    }
}

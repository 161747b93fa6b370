namespace AgentNotebook.Display.RunCard;

/// <summary>Writes the plan a run follows and what it assumes.</summary>
internal sealed class PlanHtml(Markup html, RunFacts facts, CardDetail detail) : CardPart(html, facts, detail)
{
    internal void Write()
    {
        var run = Facts.Run;
        if (run.Plan.Length > 0)
        {
            Heading("Plan");
            Said(run.Plan);
        }

        if (run.Assumptions.Count == 0)
        {
            return;
        }

        Heading("Assumptions");
        Html.OpenTable("Name", "What the task leaves open", "Assumed", "By");
        foreach (var assumption in run.Assumptions.Take(Detail.Items))
        {
            Html.Open("tr")
                .Open("td").Element("code", "anb-mono", Untrusted.Line(assumption.Name, 60)).Close()
                .Element("td", "anb-any", Line(assumption.Question))
                .Open("td", "anb-any").Element("strong", null, Line(assumption.Value)).Close()
                .Element("td", assumption.IsDecided ? "anb-ok" : null, assumption.IsDecided ? "decided by a person" : "the model")
                .Close();
        }

        Html.CloseTable();
        Missing(run.Assumptions.Count - Detail.Items, "assumption", "assumptions");
        Html.Open("p", "anb-p anb-note").Text("To change one: ").Element("code", "anb-mono", RunCommands.Assume(run, Facts.Options.Elsewhere)).Close();
    }
}

using AgentNotebook.Agents.Faults;
using AgentNotebook.Display.Svg;

namespace AgentNotebook.Display.RunCard;

/// <summary>Writes what went wrong, each fault with the rule that judged it.</summary>
internal sealed class FaultsHtml(Markup html, RunFacts facts, CardDetail detail) : CardPart(html, facts, detail)
{
    internal void Write()
    {
        var faults = Facts.Run.Faults;
        if (faults.Count == 0)
        {
            return;
        }

        var transient = faults.Count(met => met.Fault.Kind == FaultKind.Transient);
        Heading("Faults");
        Note($"{transient} transient (waited out and tried again), {faults.Count - transient} permanent (something had to change).");
        Html.OpenTable("While", "Kind", "Rule", "Reason", "Asked to wait");
        foreach (var met in faults.TakeLast(Detail.Items))
        {
            Html.Open("tr")
                .Element("td", null, RunFacts.Words(met.State))
                .Element("td", null, RunFacts.Words(met.Fault.Kind))
                .Open("td").Element("code", "anb-mono", Untrusted.Line(met.Fault.Rule, 60)).Close()
                .Element("td", "anb-any", Line(met.Fault.Reason))
                .Element("td", null, met.Fault.RetryAfter is { } wait ? ElapsedText.Text(wait) : "—")
                .Close();
        }

        Html.CloseTable();
        if (faults.Count > Detail.Items)
        {
            Note($"The last {Detail.Items} of {faults.Count}.");
        }
    }
}

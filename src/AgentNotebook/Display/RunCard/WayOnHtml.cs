using AgentNotebook.Agents;

namespace AgentNotebook.Display.RunCard;

/// <summary>Writes of a run that stopped: what was tried, what is asked, and what to type.</summary>
internal sealed class WayOnHtml(Markup html, RunFacts facts, CardDetail detail) : CardPart(html, facts, detail)
{
    private const int MostTried = 6;

    internal void Write()
    {
        if (!Facts.CanGoOn)
        {
            return;
        }

        if (Facts.Run.State != AgentState.Cancelled)
        {
            WriteTried();
            Heading(Facts.Run.State == AgentState.AwaitingHuman ? "The question to you" : "What would help");
            Html.Element("p", "anb-p", HumanQuestion.Of(Facts.Run));
        }

        Heading("To go on");
        Html.OpenTable("Type in a cell", "What it does");
        foreach (var (command, purpose) in RunCommands.Ways(Facts.Run, Facts.Options.Elsewhere))
        {
            Html.Open("tr").Open("td", "anb-any").Element("code", "anb-mono", command).Close().Element("td", "anb-any", purpose).Close();
        }

        Html.CloseTable();
    }

    private void WriteTried()
    {
        var attempts = Facts.Run.Attempts;
        if (attempts.Count == 0)
        {
            return;
        }

        Heading("What was tried");
        var shown = Math.Min(attempts.Count, Math.Min(Detail.Items, MostTried));
        Html.Open("ul", "anb-ul");
        if (attempts.Count > shown)
        {
            Html.Element("li", "anb-note", $"{RunFacts.Count(attempts.Count - shown, "attempt", "attempts")} before these");
        }

        for (var i = attempts.Count - shown; i < attempts.Count; i++)
        {
            var why = Facts.Explanation(i) is { Length: > 0 } said ? $"{Untrusted.Line(said, Math.Min(160, Detail.TextCharacters))} " : "";
            Html.Open("li").Text($"Attempt {attempts[i].Number}: {why}").Element("span", "anb-note", $"— {RunFacts.Came(attempts[i], 100)}").Close();
        }

        Html.Close();
    }
}

using AgentNotebook.Agents.Events;
using AgentNotebook.Models;

namespace AgentNotebook.Display.RunCard;

/// <summary>Writes the attempts in order, and between them what the controller and persons said.</summary>
internal sealed class AttemptsHtml(Markup html, RunFacts facts, CardDetail detail) : CardPart(html, facts, detail)
{
    // Of a long middle that is left out these are enough to see how it went.
    private const int MostBetween = 3;

    internal void Write()
    {
        var attempts = Facts.Run.Attempts;
        if (attempts.Count == 0 && Facts.Run.Interventions.Count == 0 && Facts.Run.Hints.Count == 0)
        {
            return;
        }

        Heading("Attempts");
        var writer = new AttemptHtml(Html, Facts, Detail);
        var showsFirst = Detail.Attempts > 1 && attempts.Count >= Detail.Attempts;
        var firstShown = Math.Max(showsFirst ? 1 : 0, attempts.Count - Math.Max(1, Detail.Attempts - 1));
        WriteWords(0, 0, Detail.Items);
        if (showsFirst)
        {
            writer.Write(0, isOpen: attempts.Count == 1);
        }

        var hidden = firstShown - (showsFirst ? 1 : 0);
        if (hidden > 0)
        {
            Note($"{RunFacts.Count(hidden, "attempt is", "attempts are")} left out here to keep this card small; the session's journal has them all.");
        }

        if (firstShown > 0)
        {
            WriteWords(1, firstShown, hidden > 0 ? Math.Min(MostBetween, Detail.Items) : Detail.Items);
        }

        for (var i = firstShown; i < attempts.Count; i++)
        {
            writer.Write(i, isOpen: i == attempts.Count - 1);
            WriteWords(i + 1, i + 1, Detail.Items);
        }
    }

    /// <summary>What was said when so many attempts were finished; of much, the last.</summary>
    private void WriteWords(int from, int to, int most)
    {
        var run = Facts.Run;
        var said = run.Interventions.Select(word => (word.AfterAttempt, Intervention: (ControllerIntervened?)word.Event, Hint: ""))
            .Concat(run.Hints.Select(hint => (hint.AfterAttempt, Intervention: (ControllerIntervened?)null, Hint: hint.Text)))
            .Where(word => word.AfterAttempt >= from && word.AfterAttempt <= to)
            .OrderBy(word => word.AfterAttempt)
            .ToList();
        Missing(said.Count - most, "intervention or hint", "interventions and hints");
        foreach (var (after, intervention, hint) in said.TakeLast(most))
        {
            Html.Open("div", $"anb-word anb-word-{(intervention is null ? "person" : "controller")}");
            if (intervention is null)
            {
                Html.Element("p", "anb-p anb-strong", $"A person's hint{After(after)}");
                Said(hint);
            }
            else
            {
                Write(intervention, after);
            }

            Html.Close();
        }
    }

    private void Write(ControllerIntervened intervention, int after)
    {
        Html.Open("p", "anb-p anb-strong").Text($"{RunFacts.Words(intervention.Kind)}{After(after)} ")
            .Element("span", "anb-note", $"pattern {Untrusted.Line(intervention.Pattern, 60)}").Close();
        Said(intervention.Guidance);
        if (intervention.Evidence.Count > 0)
        {
            List(intervention.Evidence);
        }
    }

    private static string After(int attempt) => attempt == 0 ? "" : $" after attempt {attempt}";
}

using System.Text;
using AgentNotebook.Agents;
using AgentNotebook.Models;

namespace AgentNotebook.Display.RunCard;

/// <summary>Writes a step of a run as plain text.</summary>
internal static class StepText
{
    private const int MostCharacters = 300;
    private const int MostLines = 40;

    internal static string Write(RunFacts facts, StepOfRun step)
    {
        var run = facts.Run;
        var made = run.Transitions[^1].Transition;
        var text = new StringBuilder($"Step {step.Number} of {step.Total}: {RunFacts.Words(made.From)} → {RunFacts.Words(made.To)}\n{Untrusted.Line(made.Reason, MostCharacters)}");
        var attempt = run.Attempts.LastOrDefault();
        switch (made.From)
        {
            case AgentState.Planning:
                Add("Plan", run.Plan);
                break;
            case AgentState.Acting when attempt is not null:
                Add($"Attempt {attempt.Number}", RunFacts.Came(attempt, 120));
                break;
            case AgentState.Reflecting when run.State == AgentState.Succeeded:
                Add("What it means", facts.Explained);
                break;
            case AgentState.Revising:
                Add("Diagnosis", attempt is null ? null : run.Diagnoses.GetValueOrDefault(attempt.Number));
                Add("What is changed, and why", run.Revisions.LastOrDefault()?.Explanation);
                break;
        }

        if (made.From is AgentState.Planning or AgentState.Revising && run.PendingCode is { } code && attempt is not null)
        {
            foreach (var line in CodeDiff.Lines(Head(attempt.Code), Head(code)).Take(MostLines))
            {
                text.Append($"\n  {line.Kind switch { DiffLineKind.Added => '+', DiffLineKind.Removed => '-', _ => ' ' }} {Untrusted.CodeLine(line.Text, 120)}");
            }
        }

        return text.ToString();

        void Add(string what, string? said)
        {
            if (!string.IsNullOrWhiteSpace(said))
            {
                text.Append($"\n{what}: {Untrusted.Line(said, 2 * MostCharacters)}");
            }
        }
    }

    // A comparison of very long code costs more than anyone reads of it.
    private static string Head(string code) => string.Join('\n', Untrusted.FirstLines(code, 1000, 200).Kept);
}

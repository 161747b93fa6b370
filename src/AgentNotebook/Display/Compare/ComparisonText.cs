using System.Text;
using AgentNotebook.Agents.Replay;
using AgentNotebook.Display.RunCard;
using AgentNotebook.Models;

namespace AgentNotebook.Display.Compare;

/// <summary>Writes a comparison as plain text.</summary>
internal static class ComparisonText
{
    private const int MostSteps = 60;
    private const int MostAttempts = 12;
    private const int MostLines = 60;
    private const int MostCharacters = 160;
    private const int ComparedCharacters = 200_000;

    internal static string Write(RunComparison comparison)
    {
        var text = new StringBuilder();
        Line($"{ComparisonFacts.Name(comparison.Left)} beside {ComparisonFacts.Name(comparison.Right)}");
        Line(ComparisonFacts.Lead(comparison));
        foreach (var fact in ComparisonFacts.Of(comparison).Where(fact => fact.Left.Length + fact.Right.Length > 0))
        {
            var (left, right) = (Untrusted.Line(fact.Left, MostCharacters), Untrusted.Line(fact.Right, MostCharacters));
            // Two measurements are shown as two also where they happen to be equal.
            Line(left == right && !fact.IsMeasured ? $"  {fact.Name}: {left}" : $"{(fact.Differs ? '≠' : ' ')} {fact.Name}: {left} │ {right}");
        }

        Line("Steps");
        var (shown, before, after) = ComparisonFacts.Around(comparison, MostSteps);
        LeftOut(before);
        foreach (var step in shown)
        {
            var (left, right) = (ComparisonFacts.Step(step.Left, MostCharacters), ComparisonFacts.Step(step.Right, MostCharacters));
            Line(step.Difference is null ? $"  {step.Number,3}  {left}" : $"≠ {step.Number,3}  {left} │ {right}  ({step.Difference})");
        }

        LeftOut(after);
        foreach (var (number, left, right) in comparison.Attempts.Take(MostAttempts))
        {
            Line($"Attempt {number}: {Came(left)} │ {Came(right)}{(left?.Code == right?.Code ? "; the same code" : "")}");
            if (left?.Code != right?.Code)
            {
                WriteDiff(left?.Code ?? "", right?.Code ?? "");
            }
        }

        if (comparison.Attempts.Count > MostAttempts)
        {
            Line($"  … {RunFacts.Count(comparison.Attempts.Count - MostAttempts, "attempt", "attempts")} left out …");
        }

        return text.ToString().TrimEnd('\n');

        void Line(string line) => text.Append(line).Append('\n');

        void LeftOut(int steps)
        {
            if (steps > 0)
            {
                Line($"  … {RunFacts.Count(steps, "step", "steps")} left out …");
            }
        }

        void WriteDiff(string one, string other)
        {
            var lines = CodeDiff.Lines(Head(one), Head(other), context: 1);
            foreach (var line in lines.Take(MostLines))
            {
                Line($"  {(line.Kind switch { DiffLineKind.Added => '+', DiffLineKind.Removed => '-', _ => ' ' })} {Untrusted.CodeLine(line.Text, MostCharacters)}");
            }

            if (lines.Count > MostLines)
            {
                Line($"  … {RunFacts.Count(lines.Count - MostLines, "line", "lines")} left out …");
            }
        }
    }

    private static string Came(Attempt? attempt) => attempt is null ? "—" : RunFacts.Came(attempt, MostCharacters);

    private static string Head(string code) => code.Length <= ComparedCharacters ? code : code[..ComparedCharacters];
}

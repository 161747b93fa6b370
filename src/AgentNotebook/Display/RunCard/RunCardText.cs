using System.Text;
using AgentNotebook.Agents;
using AgentNotebook.Display.Svg;
using AgentNotebook.Execution;

namespace AgentNotebook.Display.RunCard;

/// <summary>Writes a run card as plain text.</summary>
internal static class RunCardText
{
    private const int MostAttempts = 20;
    private const int MostItems = 10;
    private const int MostCharacters = 300;

    internal static string Write(RunFacts facts)
    {
        var run = facts.Run;
        var text = new StringBuilder();
        Line($"Run {Untrusted.Line(run.Id, 60)}: {RunFacts.Words(run.State)} (model {Untrusted.Line(run.Request.Model, 60)}, {ElapsedText.Text(run.ActiveTime)})");
        Line(facts.Lead(MostCharacters));
        foreach (var evidence in facts.Evidence.Take(MostItems))
        {
            Line($"  - {Untrusted.Line(evidence, MostCharacters)}");
        }

        if (facts.CanGoOn && facts.Options.ResumeCommand.Length > 0)
        {
            Line($"To go on: {Untrusted.Line(facts.Options.ResumeCommand, 200)}");
        }

        Line($"Path: {facts.Path.InWords()}");
        Line($"Budget: rounds {facts.RoundsInWords}; {ElapsedText.Text(run.ActiveTime)} of {ElapsedText.Text(run.Request.Budget.WallTime)}{(run.Resumptions == 0 ? "" : $"; resumed {RunFacts.Count(run.Resumptions, "time", "times")}")}");
        var words = Untrusted.Line(facts.Options.LevelInWords, MostCharacters);
        Line($"{(facts.Level == SandboxLevel.None ? "⚠ " : "")}Sandbox: {facts.Level?.ToString().ToLowerInvariant() ?? "nothing has run yet"}{(words.Length == 0 ? "" : $" ({words})")}");
        if (facts.Options is { MemoryBeforeBytes: { } before, MemoryAfterBytes: { } after } options)
        {
            Line($"{Untrusted.Line(options.MemoryTitle, 60)}: {ByteSize.Text(before)} before, {ByteSize.Text(after)} after");
        }

        if (facts.CallInFlight is { } call)
        {
            Line($"Model call {call.Call} ({call.State}) has no answer yet.");
        }

        WriteAttempts();
        var faults = facts.Transient.ToList();
        foreach (var met in faults.TakeLast(MostItems))
        {
            Line($"Transient fault while {met.State} ({Untrusted.Line(met.Fault.Rule, 60)}): {Untrusted.Line(met.Fault.Reason, MostCharacters)}");
        }

        return text.ToString().TrimEnd('\n');

        void Line(string line) => text.Append(line).Append('\n');

        void WriteAttempts()
        {
            var hidden = run.Attempts.Count - MostAttempts;
            for (var i = 0; i < run.Attempts.Count; i++)
            {
                if (hidden > 0 && i > 0 && i <= hidden)
                {
                    if (i == 1)
                    {
                        Line($"  … {RunFacts.Count(hidden, "attempt", "attempts")} left out …");
                    }

                    continue;
                }

                var attempt = run.Attempts[i];
                var figures = RunFacts.Figures(attempt) is { } found ? $" ({found})" : "";
                Line($"Attempt {attempt.Number}: {RunFacts.Came(attempt, 120)}{figures}{(facts.Explanation(i) is { Length: > 0 } why ? $" — {Untrusted.Line(why, 160)}" : "")}");
            }
        }
    }
}

using System.Globalization;
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

        WriteAnswer();
        WriteWayOn();
        if (facts.Writing is { } writing)
        {
            Line(string.Create(CultureInfo.InvariantCulture, $"The model is writing ({ModelWords.Word(writing.Role)}): {writing.Characters:N0} characters so far."));
        }

        Line($"Path: {facts.Path.InWords()}");
        Line($"Time in each state: {string.Join(", ", facts.Path.VisitsInWords())}");
        Line($"Budget: {string.Join("; ", facts.Budgets.Select(budget => $"{budget.Name.ToLowerInvariant()} {budget.Text}"))}{(run.Resumptions == 0 ? "" : $"; resumed {RunFacts.Count(run.Resumptions, "time", "times")}")}");
        if (facts.SpentInAll is { } spent)
        {
            Line(spent);
        }

        Line($"Models: {ModelWords.Of(run)}");
        var words = Untrusted.Line(facts.Options.LevelInWords, MostCharacters);
        Line($"{(facts.Level == SandboxLevel.None ? "⚠ " : "")}Sandbox: {facts.Level?.ToString().ToLowerInvariant() ?? "nothing has run yet"}{(words.Length == 0 ? "" : $" ({words})")}");
        if (facts.Memory is { } memory)
        {
            Line($"{Untrusted.Line(memory.Title, 60)}: {MemoryOfRun.InWords(memory, facts.IsUnderWay)}{string.Concat(run.MemoryOfSteps.TakeLast(MostItems).Select(step => $"; {MemoryOfRun.InWords(step.State, step.Memory)}"))}");
        }

        if (facts.CallInFlight is { } call)
        {
            Line($"Model call {call.Call} ({call.State}) has no answer yet.");
        }

        WritePlan();
        WriteAttempts();
        foreach (var met in run.Faults.TakeLast(MostItems))
        {
            Line($"Fault while {RunFacts.Words(met.State)} ({RunFacts.Words(met.Fault.Kind)}, {Untrusted.Line(met.Fault.Rule, 60)}): {Untrusted.Line(met.Fault.Reason, MostCharacters)}");
        }

        return text.ToString().TrimEnd('\n');

        void Line(string line) => text.Append(line).Append('\n');

        void WriteAnswer()
        {
            if (run.State != AgentState.Succeeded)
            {
                return;
            }

            if (run.Attempts.LastOrDefault()?.Outcome?.ResultJson is { } json)
            {
                Line($"Answer: {Untrusted.Line(json, MostCharacters)}");
            }

            Line(Untrusted.Line(facts.Explained, 2 * MostCharacters));
        }

        void WriteWayOn()
        {
            if (!facts.CanGoOn)
            {
                return;
            }

            if (run.State != AgentState.Cancelled)
            {
                Line($"{(run.State == AgentState.AwaitingHuman ? "The question to you" : "What would help")}: {HumanQuestion.Of(run)}");
            }

            foreach (var (command, purpose) in RunCommands.Ways(run, facts.Options.Elsewhere))
            {
                Line($"To go on: {command}  ({purpose})");
            }
        }

        void WritePlan()
        {
            if (run.Plan.Length > 0)
            {
                Line($"Plan: {Untrusted.Line(run.Plan, MostCharacters)}");
            }

            foreach (var assumption in run.Assumptions.Take(MostItems))
            {
                Line($"Assumed: {Untrusted.Line(assumption.Name, 60)} = {Untrusted.Line(assumption.Value, MostCharacters)}{(assumption.IsDecided ? " (decided by a person)" : "")} — {Untrusted.Line(assumption.Question, MostCharacters)}");
            }
        }

        void WriteWords(int after)
        {
            foreach (var said in run.Interventions.Where(said => said.AfterAttempt == after).TakeLast(MostItems))
            {
                Line($"  {RunFacts.Words(said.Event.Kind)} (pattern {Untrusted.Line(said.Event.Pattern, 60)}): {Untrusted.Line(said.Event.Guidance, MostCharacters)}");
            }

            foreach (var (_, hint) in run.Hints.Where(hint => hint.AfterAttempt == after).TakeLast(MostItems))
            {
                Line($"  A person's hint: {Untrusted.Line(hint, MostCharacters)}");
            }
        }

        void WriteAttempts()
        {
            WriteWords(0);
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
                if (run.Diagnoses.GetValueOrDefault(attempt.Number) is { Length: > 0 } diagnosis)
                {
                    Line($"  Diagnosis: {Untrusted.Line(diagnosis, MostCharacters)}");
                }

                WriteWords(attempt.Number);
            }
        }
    }
}

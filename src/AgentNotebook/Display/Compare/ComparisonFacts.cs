using System.Globalization;
using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Replay;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Display.RunCard;
using AgentNotebook.Display.Svg;

namespace AgentNotebook.Display.Compare;

/// <summary>What a comparison says, before it is HTML or text.</summary>
internal static class ComparisonFacts
{
    private const int NameCharacters = 80;

    internal static string Name(RunAddress run) => Untrusted.Line(run.Name, NameCharacters);

    /// <summary>Where they part, in a sentence.</summary>
    internal static string Lead(RunComparison comparison)
    {
        var asked = comparison.Requests.Count == 0 ? "Both were asked the same." : $"They were asked different things: {string.Join(", ", comparison.Requests)}.";
        return comparison.Parting is { } parting
            ? $"They part at step {parting.Number}: {parting.Difference}. {asked}"
            : comparison.Steps.Count == 0 ? $"Neither has made a step. {asked}" : $"They are the same in all {RunFacts.Count(comparison.Steps.Count, "step", "steps")}. {asked}";
    }

    internal static IEnumerable<ComparedFact> Of(RunComparison comparison)
    {
        yield return Both("State", run => RunFacts.Words(run.State));
        yield return Both("Why", run => run.LastReason);
        yield return Both("Result", Result);
        yield return Both("Task", run => run.Request.Brief.Task);
        yield return Both("Checks", run => string.Join("; ", run.Request.Brief.Checks));
        yield return Both("Model", run => string.Join(", ", run.Request.Models.ModelFor.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}: {pair.Value}").Prepend(run.Request.Model)));
        yield return Both("Plan", run => run.Plan);
        yield return Both("Assumptions", run => string.Join("; ", run.Assumptions.Select(assumed => $"{assumed.Name} = {assumed.Value}{(assumed.IsDecided ? " (decided)" : "")}")));
        yield return Both("Explanation", run => run.Explanation ?? "");
        yield return Both("Attempts", run => Number(run.Attempts.Count));
        yield return Both("Rounds", run => $"{run.Rounds} of {run.RoundsAllowed}");
        yield return Both("Model calls", run => Number(run.FinishedCalls));
        yield return Both("Tokens", run => Number(run.Spent.Usage.Tokens));
        yield return Both("Price", run => run.Spent.Usage.Cost is { } cost ? string.Create(CultureInfo.InvariantCulture, $"${cost:0.####}") : "not known");
        yield return Both("Active time", run => ElapsedText.Text(run.ActiveTime), isMeasured: true);
        yield return Both("Processor time of the code", run => ElapsedText.Text(run.Spent.GuestCpu), isMeasured: true);

        ComparedFact Both(string name, Func<RunRecord, string> read, bool isMeasured = false) =>
            new(name, read(comparison.Left.Run), read(comparison.Right.Run), isMeasured);
    }

    internal static string Step(TransitionRecord? step, int most) => step?.Transition is { } move
        ? $"{Moved(move)}  {Untrusted.Line(move.Reason, most)}"
        : "—";

    /// <summary>The steps around the one where the runs part, and how many there are before and after them.</summary>
    internal static (IReadOnlyList<ComparedStep> Shown, int Before, int After) Around(RunComparison comparison, int most)
    {
        var steps = comparison.Steps;
        var first = Math.Clamp((comparison.Parting?.Number ?? 1) - 1 - (most / 2), 0, Math.Max(0, steps.Count - most));
        var shown = steps.Skip(first).Take(most).ToList();
        return (shown, first, steps.Count - first - shown.Count);
    }

    private static string Moved(Transitioned move) => $"{RunFacts.Words(move.From)} → {RunFacts.Words(move.To)}";

    private static string Result(RunRecord run) => run.Attempts.LastOrDefault()?.Outcome is { ResultJson: { } json } outcome ? $"{outcome.ResultType}: {(json.Length <= 2000 ? json : json[..2000])}" : "none";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}

using AgentNotebook.Agents.Runs;
using AgentNotebook.Models;

namespace AgentNotebook.Agents.Replay;

/// <summary>Two runs side by side: what they were asked, what they did step by step, and where they part.</summary>
public sealed class RunComparison
{
    /// <summary>Compares two runs. Times are not compared: they are never the same.</summary>
    public RunComparison(RunAddress left, RunAddress right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        (Left, Right) = (left, right);
        Requests = [.. DifferingRequests(left.Run.Request, right.Run.Request)];
        Steps = [.. CompareSteps(left.Run, right.Run)];
    }

    /// <summary>One of them.</summary>
    public RunAddress Left { get; }

    /// <summary>The other.</summary>
    public RunAddress Right { get; }

    /// <summary>In what the requests differ, by name.</summary>
    public IReadOnlyList<string> Requests { get; }

    /// <summary>Their steps, in order.</summary>
    public IReadOnlyList<ComparedStep> Steps { get; }

    /// <summary>The first step that differs; <see langword="null"/> when none does.</summary>
    public ComparedStep? Parting => Steps.FirstOrDefault(step => step.Difference is not null);

    /// <summary>Attempts with the same number; <see langword="null"/> for a run that has none of it.</summary>
    public IReadOnlyList<(int Number, Attempt? Left, Attempt? Right)> Attempts =>
        [.. Enumerable.Range(0, Math.Max(Left.Run.Attempts.Count, Right.Run.Attempts.Count))
            .Select(i => (i + 1, Left.Run.Attempts.ElementAtOrDefault(i), Right.Run.Attempts.ElementAtOrDefault(i)))];

    private static IEnumerable<string> DifferingRequests(RunRequest left, RunRequest right)
    {
        (string Name, bool IsSame)[] parts =
        [
            ("task", left.Brief.Task == right.Brief.Task),
            ("checks", left.Brief.Checks.SequenceEqual(right.Brief.Checks) && left.Brief.CheckCode == right.Brief.CheckCode),
            ("inputs", left.Brief.Inputs.SequenceEqual(right.Brief.Inputs)),
            ("model", left.Models.Model == right.Models.Model && left.Models.ModelFor.OrderBy(pair => pair.Key).SequenceEqual(right.Models.ModelFor.OrderBy(pair => pair.Key))),
            ("budget", left.Budget == right.Budget),
            ("limits", left.Limits == right.Limits),
            ("retries", left.Retry == right.Retry),
            ("seed", left.Seed == right.Seed),
            ("repeating allowed", left.AllowRepeat == right.AllowRepeat),
        ];
        return parts.Where(part => !part.IsSame).Select(part => part.Name);
    }

    private static IEnumerable<ComparedStep> CompareSteps(RunRecord left, RunRecord right)
    {
        var (leftActed, rightActed) = (0, 0);
        for (var i = 0; i < Math.Max(left.Transitions.Count, right.Transitions.Count); i++)
        {
            var (one, other) = (left.Transitions.ElementAtOrDefault(i), right.Transitions.ElementAtOrDefault(i));
            yield return new ComparedStep(i + 1, one, other, Difference(one, other, left, right, leftActed, rightActed));
            leftActed += one?.Transition.Trigger == AgentTrigger.Acted ? 1 : 0;
            rightActed += other?.Transition.Trigger == AgentTrigger.Acted ? 1 : 0;
        }
    }

    private static string? Difference(TransitionRecord? one, TransitionRecord? other, RunRecord left, RunRecord right, int leftActed, int rightActed)
    {
        if (one is null || other is null)
        {
            return one is null ? "only the right run has it" : "only the left run has it";
        }

        var (a, b) = (one.Transition, other.Transition);
        return (a.From, a.Trigger, a.To) != (b.From, b.Trigger, b.To) ? "they go different ways"
            : a.Trigger switch
            {
                AgentTrigger.Planned or AgentTrigger.Revised or AgentTrigger.TryPending when Code(left, leftActed) != Code(right, rightActed) => "the code is another",
                AgentTrigger.Acted when Came(left, leftActed) != Came(right, rightActed) => "the outcome is another",
                _ => a.Reason == b.Reason ? null : "the reason is another",
            };
    }

    // A step that gives code gives that of the attempt after it.
    private static string? Code(RunRecord run, int acted) => acted < run.Attempts.Count ? run.Attempts[acted].Code : run.PendingCode;

    private static string? Came(RunRecord run, int acted) => run.Attempts.ElementAtOrDefault(acted) is not { } attempt
        ? null
        : string.Join('\n',
        [
            .. attempt.Errors.Select(error => $"{error.Id} {error.Line} {error.Message}"),
            $"{attempt.Outcome?.Verdict} {attempt.Outcome?.ResultJson} {attempt.Outcome?.Exception?.Type} {attempt.Outcome?.Exception?.Message} {attempt.Outcome?.Output}",
            .. (attempt.Outcome?.Checks ?? []).Select(check => $"{check.Expression} {check.Passed}"),
        ]);
}

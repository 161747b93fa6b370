using AgentNotebook.Execution;

namespace AgentNotebook.Models.Repair;

/// <summary>Which attempt the next one builds on: the one that came furthest, so that a change that did not help is not carried on.</summary>
internal static class Basis
{
    /// <summary>The attempt, and how many were made after it in vain.</summary>
    public static (Attempt Attempt, int Later) Of(IReadOnlyList<Attempt> attempts)
    {
        ArgumentOutOfRangeException.ThrowIfZero(attempts.Count);
        var best = attempts[0];
        foreach (var attempt in attempts.Skip(1))
        {
            var (old, now) = (Stage(best), Stage(attempt));
            if (now > old || (now == old && best.Outcome?.Exception is not null && Fault(attempt) != Fault(best)))
            {
                best = attempt;
            }
        }

        return (best, attempts.Count - 1 - IndexOf(attempts, best));
    }

    /// <summary>How far an attempt came: compiled worse or better, ran, ended, passed checks.</summary>
    public static int Stage(Attempt attempt) => attempt.Outcome is { } outcome ? Stage(outcome) : -attempt.Errors.Count(error => error.Check is null) - 1;

    public static int Stage(GuestOutcome outcome) => outcome.Verdict switch
    {
        Verdict.Completed => 100 + outcome.Checks.Count(check => check.Passed),
        Verdict.Failed => 2,
        _ => 1,
    };

    /// <summary>What an attempt ended in: equal for two attempts between which nothing was won.</summary>
    public static string Fault(Attempt attempt)
    {
        if (attempt.Outcome is not { } outcome)
        {
            return string.Join('\n', attempt.Errors.Select(error => $"{error.Id} {error.Message}"));
        }

        return outcome.Exception is { } exception
            ? $"{exception.Type} {exception.Message} {LineText(attempt)}"
            : outcome.Checks.FirstOrDefault(check => !check.Passed) is { } failed
                ? $"{failed.Expression} {failed.Error} {string.Join(", ", failed.Values.Select(value => value.Value))}"
                : $"{outcome.Verdict} {outcome.Reason}";
    }

    private static string LineText(Attempt attempt) =>
        attempt.Outcome?.Exception?.Line is { } line && attempt.Code.Split('\n') is var lines && line >= 1 && line <= lines.Length ? lines[line - 1].Trim() : "";

    private static int IndexOf(IReadOnlyList<Attempt> attempts, Attempt attempt)
    {
        var index = 0;
        while (!ReferenceEquals(attempts[index], attempt))
        {
            index++;
        }

        return index;
    }
}

using System.Globalization;
using System.Text.RegularExpressions;
using AgentNotebook.Execution;
using AgentNotebook.Models;

namespace AgentNotebook.Agents.Control.Loops;

/// <summary>How near an attempt came to its goal.</summary>
/// <param name="Stage">0: it did not compile; 1: it did not run to its end; 2: its checks were evaluated.</param>
/// <param name="Errors">What the compiler complained of.</param>
/// <param name="Passed">Checks that held.</param>
/// <param name="Distance">How far apart the operands of the checks that failed are, added up; <see langword="null"/> when they are no numbers.</param>
internal sealed partial record AttemptProgress(int Stage, int Errors, int Passed, double? Distance)
{
    // Nearer by less than this share is no progress: a run could go on so for ever.
    private const double LeastShare = 1e-3;

    public static AttemptProgress Of(Attempt attempt) => attempt.Outcome switch
    {
        null => new(0, attempt.Errors.Count, 0, null),
        { Verdict: Verdict.Completed } outcome => new(2, 0, outcome.Checks.Count(check => check.Passed), DistanceOf(outcome.Checks)),
        _ => new(1, 0, 0, null),
    };

    /// <summary>Whether it came nearer than another did.</summary>
    public bool IsBetterThan(AttemptProgress other)
    {
        if (Stage != other.Stage)
        {
            return Stage > other.Stage;
        }

        return Stage switch
        {
            0 => Errors < other.Errors,
            2 when Passed != other.Passed => Passed > other.Passed,
            2 => Distance is { } mine && (other.Distance is not { } others || mine < others * (1 - LeastShare)),
            _ => false,
        };
    }

    private static double? DistanceOf(IReadOnlyList<CheckOutcome> checks)
    {
        double? sum = 0;
        foreach (var check in checks)
        {
            if (!check.Passed)
            {
                sum += DistanceOf(check);
            }
        }

        return sum;
    }

    private static double? DistanceOf(CheckOutcome check) => check.Values switch
    {
        [var left, var right] when Number(left.Value) is { } one && Number(right.Value) is { } other => Math.Abs(one - other),
        [var only] when Number(only.Value) is { } value && Literal(check.Expression, only.Expression) is { } literal => Math.Abs(value - literal),
        _ => null,
    };

    // An operand that is a literal is not among the values: it stands in the check.
    private static double? Literal(string check, string operand)
    {
        var at = check.IndexOf(operand, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var match = (at == 0 ? OnTheRight() : OnTheLeft()).Match(check.Remove(at, operand.Length));
        return match.Success ? Number(match.Groups[1].Value.Replace("_", "", StringComparison.Ordinal)) : null;
    }

    private static double? Number(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    [GeneratedRegex(@"^\s*(?:[=!<>]=|[<>])\s*(-?[0-9][0-9_.]*(?:[eE][+-]?[0-9]+)?)[a-zA-Z]{0,2}\s*$")]
    private static partial Regex OnTheRight();

    [GeneratedRegex(@"^\s*(-?[0-9][0-9_.]*(?:[eE][+-]?[0-9]+)?)[a-zA-Z]{0,2}\s*(?:[=!<>]=|[<>])\s*$")]
    private static partial Regex OnTheLeft();
}

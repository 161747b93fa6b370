using AgentNotebook.Magics.Lessons;

namespace AgentNotebook.Tool.Reports;

/// <summary>What the <c>#!check</c> cells of a notebook came to, in a line.</summary>
internal static class LessonChecksReport
{
    /// <param name="checks">At least one.</param>
    public static string Text(IReadOnlyList<LessonCheck> checks)
    {
        var points = checks.Sum(check => check.Points);
        var missed = checks.Where(check => !check.Passed).Select(check => check.Name).ToList();
        return $"Checks: {checks.Count(check => check.Passed)} of {checks.Count} passed"
            + (points == 0 ? "" : $", {checks.Where(check => check.Passed).Sum(check => check.Points)} of {points} {(points == 1 ? "point" : "points")}")
            + (missed.Count == 0 ? "." : $". Not yet: {string.Join(", ", missed)}.");
    }
}

namespace AgentNotebook.Models.Repair.Compiling;

/// <summary>Names that are too far apart for a typing slip, where one is still a short or a partial form of the other.</summary>
internal static class Abbreviation
{
    private const int Beginning = 5;
    private const int Word = 6;
    private const int Letters = 7;

    /// <summary>
    /// How likely <paramref name="right"/> is what <paramref name="wrong"/> stands for, less is likelier: one begins with the other (<c>OrderByDesc</c>, <c>OrderByDescending</c>),
    /// ends with it at a word (<c>score</c>, <c>examScore</c>), or is it with letters left out (<c>Avg</c>, <c>Average</c>). <see langword="null"/> when it is none of these.
    /// </summary>
    public static int? Rank(string wrong, string right)
    {
        var (brief, full) = wrong.Length <= right.Length ? (wrong, right) : (right, wrong);
        if (brief.Length == 0 || full.Length > 200 || string.Equals(brief, full, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var left = (full.Length - brief.Length) / 4;
        if (full.StartsWith(brief, StringComparison.OrdinalIgnoreCase) && (brief.Length > 2 || full.Length - brief.Length <= 2))
        {
            return Beginning + left;
        }

        if (brief.Length > 1 && full.EndsWith(brief, StringComparison.OrdinalIgnoreCase) && IsWordStart(full, full.Length - brief.Length))
        {
            return Word + left;
        }

        return brief.Length > 1 && brief.Length * 3 >= full.Length && IsLeftOut(brief, full) ? Letters + left : null;
    }

    private static bool IsWordStart(string name, int at) => char.IsUpper(name[at]) || name[at - 1] == '_' || char.IsDigit(name[at]) != char.IsDigit(name[at - 1]);

    // The first letter is never left out, and neither is a digit: `Mat3` does not stand for `Matrix32`.
    private static bool IsLeftOut(string brief, string full)
    {
        if (char.ToLowerInvariant(brief[0]) != char.ToLowerInvariant(full[0]))
        {
            return false;
        }

        var next = 0;
        foreach (var letter in full)
        {
            if (next < brief.Length && char.ToLowerInvariant(brief[next]) == char.ToLowerInvariant(letter))
            {
                next++;
            }
            else if (char.IsDigit(letter))
            {
                return false;
            }
        }

        return next == brief.Length;
    }
}

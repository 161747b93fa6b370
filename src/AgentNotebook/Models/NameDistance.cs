namespace AgentNotebook.Models;

/// <summary>How far apart two names are: the optimal string alignment form of the Damerau-Levenshtein distance.</summary>
internal static class NameDistance
{
    /// <summary>Insertions, deletions, substitutions and swaps of neighbours that turn one into the other.</summary>
    public static int Between(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            d[i, 0] = i;
        }

        for (var j = 0; j <= b.Length; j++)
        {
            d[0, j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[a.Length, b.Length];
    }

    /// <summary>The most that a typing slip in a name of this length is believed to change.</summary>
    public static int Tolerance(int length) => length switch { <= 2 => 0, <= 4 => 1, <= 9 => 2, _ => 3 };

    /// <summary>Distance with letter case counted as a small slip; <see langword="null"/> when the names are too far apart to be meant for each other.</summary>
    public static int? Near(string wrong, string right)
    {
        if (wrong == right || Math.Abs(wrong.Length - right.Length) > 3 || wrong.Length > 200)
        {
            return null;
        }

        if (string.Equals(wrong, right, StringComparison.OrdinalIgnoreCase))
        {
            return 1;
        }

        var distance = Between(wrong.ToLowerInvariant(), right.ToLowerInvariant());
        return distance <= Tolerance(Math.Max(wrong.Length, right.Length)) && distance < Math.Min(wrong.Length, right.Length) ? distance * 2 : null;
    }

    /// <summary>The nearest of <paramref name="known"/>, or <see langword="null"/> when none is near.</summary>
    public static string? Nearest(string wrong, IEnumerable<string> known) => known
        .Select(name => (name, distance: Near(wrong, name)))
        .Where(pair => pair.distance is not null)
        .OrderBy(pair => pair.distance)
        .ThenBy(pair => pair.name, StringComparer.Ordinal)
        .Select(pair => pair.name)
        .FirstOrDefault();
}

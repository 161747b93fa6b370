using AgentNotebook.Text;

namespace AgentNotebook.Models;

/// <summary>Whether one name was meant for another.</summary>
internal static class NameDistance
{
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

        var distance = EditDistance.Between(wrong.ToLowerInvariant(), right.ToLowerInvariant());
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

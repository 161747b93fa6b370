namespace AgentNotebook.Text;

/// <summary>Finds what a person probably meant.</summary>
public static class NearestName
{
    /// <summary>
    /// The candidate with the smallest edit distance (optimal string alignment: insert, delete, replace, swap neighbours; Damerau 1964),
    /// ignoring case, if it is near enough to be a slip: at most a third of the letters, and at least one.
    /// </summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="candidates">What would have been right.</param>
    /// <returns>The nearest candidate, or <see langword="null"/> when none is near.</returns>
    public static string? Of(string typed, IEnumerable<string> candidates)
    {
        string? nearest = null;
        var best = Math.Max(1, typed.Length / 3) + 1;
        foreach (var candidate in candidates)
        {
            var distance = EditDistance.Between(typed.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (distance < best)
            {
                (nearest, best) = (candidate, distance);
            }
        }

        return nearest;
    }
}

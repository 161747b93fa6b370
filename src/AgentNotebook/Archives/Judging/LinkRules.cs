using AgentNotebook.Archives.Reading;

namespace AgentNotebook.Archives.Judging;

/// <summary>Where symbolic links lead: through all other links of the archive, as a file system would follow them.</summary>
internal static class LinkRules
{
    // path_resolution(7): Linux follows 40.
    private const int MaximumFollowed = 40;

    // Of all links of an archive together: more than any honest one takes, and done within seconds.
    private const int MaximumSteps = 4_000_000;

    /// <summary>Whether a target leads out even if no other link is passed.</summary>
    internal static bool LeavesByItself(string path, string target)
    {
        var depth = path.AsSpan().Count('/');
        foreach (var range in target.AsSpan().Split('/'))
        {
            depth += target.AsSpan()[range] switch { "" or "." => 0, ".." => -1, _ => 1 };
            if (depth < 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The links of a whole tree that lead out of it, or back to themselves.</summary>
    internal static IEnumerable<ArchiveRefusal> Judge(TreeModel tree)
    {
        var steps = 0;
        foreach (var link in tree.Links)
        {
            // As it is spelled, and as a system sees it to which letter case does not count.
            if ((Follow(tree.Find, link, ref steps) ?? Follow(tree.FindFolded, link, ref steps)) is { } rule)
            {
                yield return new ArchiveRefusal(
                    rule,
                    EntryText.Of(link.Path),
                    link.Offset,
                    rule == ArchiveRule.LinkLoop
                        ? $"It is a link to '{EntryText.Of(link.LinkTarget!)}', from where links lead on without end."
                        : $"It is a link to '{EntryText.Of(link.LinkTarget!)}', which lies outside the destination once the other links are followed.");
            }
        }
    }

    private static ArchiveRule? Follow(Func<string, TreeNode?> find, TreeNode link, ref int steps)
    {
        var place = new List<string>(link.Path.Split('/')[..^1]);
        var ahead = new Stack<string>(link.LinkTarget!.Split('/').Reverse());
        var followed = 1;
        while (ahead.TryPop(out var step))
        {
            if (++steps > MaximumSteps)
            {
                return ArchiveRule.LinkLoop;
            }

            switch (step)
            {
                case "" or ".":
                    continue;
                case ".." when place.Count == 0:
                    return ArchiveRule.LinkOutside;
                case "..":
                    place.RemoveAt(place.Count - 1);
                    continue;
            }

            place.Add(step);
            if (find(string.Join('/', place)) is { Kind: EntryKind.SymbolicLink } next)
            {
                if (++followed > MaximumFollowed)
                {
                    return ArchiveRule.LinkLoop;
                }

                place.RemoveAt(place.Count - 1);
                foreach (var part in next.LinkTarget!.Split('/').Reverse())
                {
                    ahead.Push(part);
                }
            }
        }

        return null;
    }
}

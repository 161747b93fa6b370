using AngleSharp.Dom;

namespace AgentNotebook.Documents.Exporting.Untrusted;

/// <summary>How deep elements stand in one another. What walks a tree by calling itself does not survive any depth.</summary>
internal static class Nesting
{
    public static bool IsDeeperThan(INode root, int most)
    {
        var depth = 0;
        for (var node = root; ;)
        {
            if (node.FirstChild is { } child)
            {
                if (++depth > most)
                {
                    return true;
                }

                node = child;
                continue;
            }

            while (node != root && node.NextSibling is null)
            {
                node = node.Parent!;
                depth--;
            }

            if (node == root)
            {
                return false;
            }

            node = node.NextSibling!;
        }
    }
}

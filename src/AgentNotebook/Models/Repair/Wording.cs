using System.Text;
using AgentNotebook.Models;

namespace AgentNotebook.Models.Repair;

/// <summary>Says in one sentence what an edit changed: line, old text, new text, reason.</summary>
internal static class Wording
{
    private const int Longest = 120;

    public static string Describe(string before, string after, string why)
    {
        var lines = CodeDiff.Lines(before, after, context: 0);
        var removed = lines.Where(line => line.Kind == DiffLineKind.Removed).ToList();
        var added = lines.Where(line => line.Kind == DiffLineKind.Added).ToList();
        var text = new StringBuilder();
        if (removed.Count == 0 && added.Count > 0)
        {
            text.Append("Added at line ").Append(added[0].After).Append(": ").Append(Quote(added));
        }
        else if (added.Count == 0 && removed.Count > 0)
        {
            text.Append("Removed line ").Append(removed[0].Before).Append(": ").Append(Quote(removed));
        }
        else if (removed.Count > 0 && Quote(removed) == Quote(added))
        {
            text.Append("Line ").Append(removed[0].Before).Append(": ").Append(Quote(removed)).Append(" moved to line ").Append(added[0].After);
        }
        else if (removed.Count > 0)
        {
            text.Append("Line ").Append(removed[0].Before).Append(": ").Append(Quote(removed)).Append(" became ").Append(Quote(added));
        }

        return text.Append(", because ").Append(why).Append('.').ToString();
    }

    private static string Quote(List<DiffLine> lines)
    {
        var text = string.Join(" ⏎ ", lines.Select(line => line.Text.Trim()));
        return "`" + (text.Length <= Longest ? text : text[..Longest] + "…") + "`";
    }
}

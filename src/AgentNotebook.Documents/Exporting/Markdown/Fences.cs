using System.Text;

namespace AgentNotebook.Documents.Exporting.Markdown;

/// <summary>Text that Markdown shows as it is.</summary>
internal static class Fences
{
    /// <summary>A fenced block. The fence is longer than any row of backticks in it, so nothing in it can end it.</summary>
    /// <param name="language">What stands behind the fence.</param>
    /// <param name="text">The text.</param>
    public static string Block(string language, string text)
    {
        var fence = new string('`', Math.Max(3, LongestRow(text) + 1));
        return $"{fence}{language}\n{text.ReplaceLineEndings("\n").TrimEnd('\n')}\n{fence}\n";
    }

    /// <summary>A block, folded away when it is long.</summary>
    public static string Folded(string block, string what, bool fold) =>
        fold ? $"<details>\n<summary>{what}</summary>\n\n{block}\n</details>\n" : block;

    /// <summary>Text on a line, in which no sign means anything.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var character in string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
        {
            _ = character switch
            {
                '<' => escaped.Append("&lt;"),
                '&' => escaped.Append("&amp;"),
                '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '#' or '~' or '$' or '!' => escaped.Append('\\').Append(character),
                _ => escaped.Append(character),
            };
        }

        return escaped.ToString();
    }

    private static int LongestRow(string text)
    {
        var (longest, row) = (0, 0);
        foreach (var character in text)
        {
            row = character == '`' ? row + 1 : 0;
            longest = Math.Max(longest, row);
        }

        return longest;
    }
}

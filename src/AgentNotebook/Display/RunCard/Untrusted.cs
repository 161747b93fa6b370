using System.Text;

namespace AgentNotebook.Display.RunCard;

/// <summary>Text from models, guests and files, made safe to read: nothing in it can steer a terminal or show code in another order than it runs.</summary>
internal static class Untrusted
{
    /// <summary>One line: line ends become spaces, control characters U+FFFD, marks that turn the reading direction their code points in brackets.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">Most characters kept; the last of a cut text is an ellipsis.</param>
    internal static string Line(string text, int most = 400)
    {
        // Enough for what is kept; cleaning a megabyte to show a line would be waste.
        var cut = text.Length > most ? Svg.SvgText.Cut(text, most) : text;
        return Clean(cut.ReplaceLineEndings(" ")).Trim();
    }

    /// <summary>The first lines, without line ends, each cut; empty lines at the end of the text do not count.</summary>
    /// <param name="text">The text.</param>
    /// <param name="mostLines">Most lines kept.</param>
    /// <param name="mostCharacters">Most characters kept of each line.</param>
    /// <returns>The lines kept, and how many are missing.</returns>
    internal static (IReadOnlyList<string> Kept, int Missing) FirstLines(string text, int mostLines, int mostCharacters)
    {
        var kept = new List<string>();
        var count = 0;
        foreach (var line in text.AsSpan().TrimEnd().EnumerateLines())
        {
            if (count++ < mostLines)
            {
                kept.Add(CodeLine(line.ToString(), mostCharacters));
            }
        }

        return string.IsNullOrWhiteSpace(text) ? ([], 0) : (kept, count - kept.Count);
    }

    /// <summary>The last lines, as <see cref="FirstLines"/> gives the first.</summary>
    internal static (IReadOnlyList<string> Kept, int Missing) LastLines(string text, int mostLines, int mostCharacters)
    {
        var count = 0;
        foreach (var _ in text.AsSpan().TrimEnd().EnumerateLines())
        {
            count++;
        }

        var kept = new List<string>();
        var missing = Math.Max(0, count - mostLines);
        var number = 0;
        foreach (var line in text.AsSpan().TrimEnd().EnumerateLines())
        {
            if (number++ >= missing)
            {
                kept.Add(CodeLine(line.ToString(), mostCharacters));
            }
        }

        return string.IsNullOrWhiteSpace(text) ? ([], 0) : (kept, missing);
    }

    /// <summary>One line of code, indented as it is.</summary>
    internal static string CodeLine(string line, int most) =>
        Clean((line.Length > most ? Svg.SvgText.Cut(line, most) : line).Replace("\t", "    ", StringComparison.Ordinal));

    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                // Bidirectional controls (https://trojansource.codes): named, so that a reader sees them.
                0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) => clean.Append($"[U+{rune.Value:X4}]"),
                < 0x20 or (>= 0x7F and < 0xA0) or 0x2028 or 0x2029 or 0xFFFE or 0xFFFF => clean.Append('\uFFFD'),
                _ => clean.Append(rune.ToString()),
            };
        }

        return clean.ToString();
    }
}

using System.Text;

namespace AgentNotebook.Display.Svg;

/// <summary>Text for SVG: escaped, cut, and measured without the font at hand.</summary>
internal static class SvgText
{
    /// <summary>Escapes text for an element's content or a quoted attribute; what XML 1.0 cannot hold becomes U+FFFD.</summary>
    public static string Escape(string text)
    {
        var result = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '<' => result.Append("&lt;"),
                '>' => result.Append("&gt;"),
                '&' => result.Append("&amp;"),
                '"' => result.Append("&quot;"),
                '\'' => result.Append("&#39;"),
                '\t' or '\n' or '\r' => result.Append(' '),
                < 0x20 or (>= 0x7F and < 0xA0) or 0xFFFE or 0xFFFF => result.Append('\uFFFD'),
                _ => result.Append(rune.ToString()),
            };
        }

        return result.ToString();
    }

    /// <summary>Cuts text to a number of characters, the last of them an ellipsis.</summary>
    public static string Cut(string text, int characters)
    {
        if (text.Length <= characters)
        {
            return text;
        }

        var end = characters - 1;
        if (end > 0 && char.IsHighSurrogate(text[end - 1]))
        {
            end--;
        }

        return string.Concat(text.AsSpan(0, end), "…");
    }

    /// <summary>Cuts text to an estimated width in pixels.</summary>
    public static string Fit(string text, double fontSize, double width)
    {
        if (Width(text, fontSize) <= width)
        {
            return text;
        }

        var room = width - Width("…", fontSize);
        var end = 0;
        var used = 0.0;
        foreach (var rune in text.EnumerateRunes())
        {
            used += Width(rune, fontSize);
            if (used > room)
            {
                break;
            }

            end += rune.Utf16SequenceLength;
        }

        return string.Concat(text.AsSpan(0, end).TrimEnd(), "…");
    }

    /// <summary>Breaks text at spaces into at most a number of lines; what does not fit is cut.</summary>
    public static IReadOnlyList<string> Wrap(string text, double fontSize, double width, int maxLines)
    {
        List<string> lines = [];
        var line = "";
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length == 0 || lines.Count == maxLines - 1 || Width(longer, fontSize) <= width)
            {
                line = longer;
                continue;
            }

            lines.Add(Fit(line, fontSize, width));
            line = word;
        }

        if (line.Length > 0)
        {
            lines.Add(Fit(line, fontSize, width));
        }

        return lines;
    }

    /// <summary>An estimate on the wide side for common sans-serif fonts.</summary>
    public static double Width(string text, double fontSize)
    {
        var width = 0.0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += Width(rune, fontSize);
        }

        return width;
    }

    private static double Width(Rune rune, double fontSize) => fontSize * rune.Value switch
    {
        'i' or 'j' or 'l' or '.' or ',' or ':' or ';' or '\'' or '|' or '!' or ' ' => 0.32,
        'm' or 'w' or 'M' or 'W' or '@' or '%' => 0.97,
        >= 'A' and <= 'Z' => 0.7,
        < 0x1100 => 0.62,
        _ => 1.05,
    };
}

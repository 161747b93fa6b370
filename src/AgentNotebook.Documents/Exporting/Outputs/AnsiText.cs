using System.Globalization;
using System.Text;

namespace AgentNotebook.Documents.Exporting.Outputs;

/// <summary>Text for a terminal: colours by escape sequences, lines that are written over.</summary>
/// <remarks>
/// Select Graphic Rendition of ECMA-48, with the 256 and the 24-bit colours of ISO 8613-6. All colours come out as one of eight, which a page
/// can give enough contrast, in light and in dark. Other sequences are dropped, as are control characters.
/// </remarks>
internal static class AnsiText
{
    private const char Escape = '\u001b';

    // The bits of the eight colours.
    private const int Red = 1, Green = 2, Blue = 4;

    /// <summary>The text without any of it.</summary>
    public static string Plain(string text) => string.Concat(Runs(text).Select(run => run.Text));

    /// <summary>The text in parts that each look one way.</summary>
    public static IReadOnlyList<AnsiRun> Runs(string text)
    {
        var runs = new List<AnsiRun>();
        var style = AnsiStyle.Plain;
        foreach (var (line, isLast) in Lines(text))
        {
            AddLine(isLast ? line : line + "\n", runs, ref style);
        }

        return runs;
    }

    /// <summary>Lines as they stand in the end: a carriage return begins a line anew.</summary>
    private static IEnumerable<(string Line, bool IsLast)> Lines(string text)
    {
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].TrimEnd('\r');
            yield return (line[(line.LastIndexOf('\r') + 1)..], i == lines.Length - 1);
        }
    }

    private static void AddLine(string line, List<AnsiRun> runs, ref AnsiStyle style)
    {
        var run = new StringBuilder();
        for (var i = 0; i < line.Length; i++)
        {
            var character = line[i];
            if (character == Escape)
            {
                var (end, parameters) = Sequence(line, i);
                i = end - 1;
                if (parameters is not null && With(style, parameters) is var changed && changed != style)
                {
                    Flush(run, runs, style);
                    style = changed;
                }
            }
            else if (character is '\t' or '\n' || !char.IsControl(character))
            {
                run.Append(character);
            }
        }

        Flush(run, runs, style);
    }

    private static void Flush(StringBuilder run, List<AnsiRun> runs, AnsiStyle style)
    {
        if (run.Length == 0)
        {
            return;
        }

        if (runs.Count > 0 && runs[^1].Style == style)
        {
            runs[^1] = new AnsiRun(runs[^1].Text + run, style);
        }
        else
        {
            runs.Add(new AnsiRun(run.ToString(), style));
        }

        run.Clear();
    }

    /// <returns>Where the sequence ends, and its parameters when it is one of looks.</returns>
    private static (int End, string? Parameters) Sequence(string line, int start)
    {
        var at = start + 1;
        if (at >= line.Length)
        {
            return (at, null);
        }

        if (line[at] == ']')
        {
            // An operating system command, such as a link or a title, ends in BEL or ESC \.
            var end = line.IndexOfAny(['\u0007', Escape], at);
            return end < 0 ? (line.Length, null) : (line[end] == Escape ? Math.Min(end + 2, line.Length) : end + 1, null);
        }

        if (line[at] != '[')
        {
            return (at + 1, null);
        }

        var first = ++at;
        while (at < line.Length && line[at] is >= ' ' and < '@')
        {
            at++;
        }

        return at < line.Length ? (at + 1, line[at] == 'm' ? line[first..at] : null) : (at, null);
    }

    private static AnsiStyle With(AnsiStyle style, string parameters)
    {
        var codes = parameters.Split(';', ':').Select(code => int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).ToList();
        for (var i = 0; i < codes.Count; i++)
        {
            style = codes[i] switch
            {
                0 => AnsiStyle.Plain,
                1 => style with { Bold = true },
                3 => style with { Italic = true },
                4 => style with { Underlined = true },
                22 => style with { Bold = false },
                23 => style with { Italic = false },
                24 => style with { Underlined = false },
                >= 30 and <= 37 and var code => style with { Foreground = code - 30 },
                38 => style with { Foreground = Colour(codes, ref i) },
                39 => style with { Foreground = -1 },
                >= 40 and <= 47 and var code => style with { Background = code - 40 },
                48 => style with { Background = Colour(codes, ref i) },
                49 => style with { Background = -1 },
                >= 90 and <= 97 and var code => style with { Foreground = code - 90 },
                >= 100 and <= 107 and var code => style with { Background = code - 100 },
                _ => style,
            };
        }

        return style;
    }

    /// <summary>A colour of 256 or of 24 bits as the nearest of the eight.</summary>
    private static int Colour(List<int> codes, ref int at)
    {
        var kind = at + 1 < codes.Count ? codes[at + 1] : 0;
        if (kind == 2 && at + 4 < codes.Count)
        {
            at += 4;
            return Nearest(codes[at - 2], codes[at - 1], codes[at]);
        }

        if (kind != 5 || at + 2 >= codes.Count)
        {
            at = codes.Count;
            return -1;
        }

        at += 2;
        return codes[at] switch
        {
            < 16 and var one => one % 8,
            // A cube of six levels a side, then greys.
            < 232 and var cube => Nearest((cube - 16) / 36 * 51, (cube - 16) / 6 % 6 * 51, (cube - 16) % 6 * 51),
            var grey => grey < 244 ? 0 : 7,
        };
    }

    private static int Nearest(int red, int green, int blue)
    {
        var most = Math.Max(red, Math.Max(green, blue));
        return most < 64 ? 0 : (red * 2 > most ? Red : 0) | (green * 2 > most ? Green : 0) | (blue * 2 > most ? Blue : 0);
    }
}

using AgentNotebook.Models;

namespace AgentNotebook.Display.RunCard;

/// <summary>Writes code, and what changed in it.</summary>
internal sealed class CodeHtml(Markup html, RunFacts facts, CardDetail detail) : CardPart(html, facts, detail)
{
    // Beyond this a comparison costs more than anyone reads of it.
    private const int ComparedLines = 1000;
    private const int ComparedCharacters = 200_000;

    /// <summary>Writes code with its line numbers.</summary>
    internal void Write(string code)
    {
        var (lines, missing) = Untrusted.FirstLines(code, Detail.CodeLines, Detail.LineCharacters);
        Html.Open("pre", "anb-code", "tabindex=\"0\"");
        for (var i = 0; i < lines.Count; i++)
        {
            Html.Open("span").Text($"{i + 1,4}   {lines[i]}").Break().Close();
        }

        Html.Close();
        Missing(missing, "line", "lines");
    }

    /// <summary>Writes what changed, line by line.</summary>
    internal void WriteDiff(string before, string after)
    {
        var (a, b) = (Head(before), Head(after));
        var lines = CodeDiff.Lines(a, b);
        if (lines.Count == 0)
        {
            Html.Element("p", "anb-p anb-note", a.Length < before.Length || b.Length < after.Length ? "Nothing in the part that was compared." : "Nothing: it is the same code.");
        }
        else
        {
            Html.Open("pre", "anb-code", "tabindex=\"0\"");
            DiffLine? last = null;
            foreach (var line in lines.Take(Detail.CodeLines))
            {
                if (last is not null && Leaps(last, line))
                {
                    Html.Open("span").Text("   ⋯").Break().Close();
                }

                var (sign, classes) = line.Kind switch { DiffLineKind.Added => ('+', "anb-add"), DiffLineKind.Removed => ('-', "anb-del"), _ => (' ', null) };
                Html.Open("span", classes).Text($"{line.After ?? line.Before,4} {sign} {Untrusted.CodeLine(line.Text, Detail.LineCharacters)}").Break().Close();
                last = line;
            }

            Html.Close();
            Missing(lines.Count - Detail.CodeLines, "line", "lines");
        }

        if (a.Length < before.Length || b.Length < after.Length)
        {
            Html.Element("p", "anb-p anb-note", $"Compared were the first {ComparedLines:N0} lines, {ComparedCharacters:N0} characters at most.");
        }
    }

    private static bool Leaps(DiffLine last, DiffLine line) =>
        (line.Before is { } before && last.Before is { } lastBefore && before > lastBefore + 1)
        || (line.After is { } after && last.After is { } lastAfter && after > lastAfter + 1);

    private static string Head(string code)
    {
        var end = Math.Min(code.Length, ComparedCharacters);
        var at = 0;
        for (var lines = 0; lines < ComparedLines; lines++)
        {
            var next = code.IndexOf('\n', at, end - at);
            if (next < 0)
            {
                return code[..end];
            }

            at = next + 1;
        }

        return code[..at];
    }
}

using System.Text;

namespace AgentNotebook.Documents.Dib;

/// <summary>
/// Puts the text of a cell together as the format keeps it: lines end in nothing but a line feed, and there are no empty lines at the ends.
/// </summary>
/// <remarks>
/// The format has no escape: .NET Interactive splits a cell that holds a line such as <c>#!html</c> without a word. But it compares the whole
/// line, while a line that calls a magic may end in blanks. So one blank at the end of such a line keeps it in its cell, in any reader and
/// with the same meaning when it runs. Of lines that end in blanks already, every one gets one more, so that each text comes back as it was.
/// </remarks>
internal sealed class DibCellText
{
    private readonly StringBuilder _text = new();
    private int _emptyLines;

    /// <summary>A text as the format can keep it.</summary>
    public static string Normalize(string text)
    {
        var kept = new DibCellText();
        foreach (var line in text.AsSpan().Split('\n'))
        {
            kept.AddLine(text.AsSpan(line).TrimEnd('\r'));
        }

        return kept.Take();
    }

    /// <summary>A text as it is written: normalized, no line of it one that begins a cell.</summary>
    public static string Escape(string text, DibLanguages languages)
    {
        var normalized = Normalize(text);
        return normalized.Contains("#!", StringComparison.Ordinal)
            ? string.Join('\n', normalized.Split('\n').Select(line => languages.OfLine(line.AsSpan().TrimEnd(' ')) is null ? line : line + ' '))
            : normalized;
    }

    /// <summary>A line of a file as it was before <see cref="Escape"/>.</summary>
    public static ReadOnlySpan<char> Unescape(ReadOnlySpan<char> line, DibLanguages languages) =>
        line.EndsWith(' ') && languages.OfLine(line.TrimEnd(' ')) is not null ? line[..^1] : line;

    public void AddLine(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty)
        {
            _emptyLines++;
            return;
        }

        _text.Append('\n', _text.Length == 0 ? 0 : _emptyLines + 1).Append(line);
        _emptyLines = 0;
    }

    /// <summary>Gives the text, and begins another.</summary>
    public string Take()
    {
        var text = _text.ToString();
        _text.Clear();
        _emptyLines = 0;
        return text;
    }
}

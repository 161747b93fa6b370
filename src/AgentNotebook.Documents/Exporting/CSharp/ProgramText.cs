using System.Text;

namespace AgentNotebook.Documents.Exporting.CSharp;

/// <summary>The text of a program, and which piece each line of it comes from.</summary>
internal sealed class ProgramText
{
    private readonly StringBuilder _text = new();
    private readonly List<(int FirstLine, ProgramPiece Piece)> _starts = [];
    private int _lines;

    /// <summary>Adds text of a piece, or of none.</summary>
    public void Add(string text, ProgramPiece? piece = null)
    {
        if (piece is not null)
        {
            _starts.Add((_lines, piece));
        }

        var ended = text.TrimEnd('\n') + "\n";
        _text.Append(ended);
        _lines += ended.AsSpan().Count('\n');
    }

    /// <summary>An empty line, unless there is one.</summary>
    public void Break()
    {
        if (_text.Length > 1 && !(_text[^1] == '\n' && _text[^2] == '\n'))
        {
            _text.Append('\n');
            _lines++;
        }
    }

    /// <summary>Adds text as comments.</summary>
    public void Comment(string text) => Add(string.Join('\n', text.ReplaceLineEndings("\n").Trim('\n').Split('\n').Select(line => line.Length == 0 ? "//" : "// " + line)));

    /// <summary>The piece that a line belongs to; <see langword="null"/> when it belongs to none.</summary>
    /// <param name="line">The line, counted from 0.</param>
    public ProgramPiece? At(int line) => _starts.LastOrDefault(start => start.FirstLine <= line).Piece;

    public override string ToString() => _text.ToString();
}

namespace AgentNotebook.Polyglot.Cells;

/// <summary>A magic's line within a cell.</summary>
/// <param name="Text">The line.</param>
/// <param name="Number">Its number, counted from 1.</param>
/// <param name="Next">The lines after it, up to the next that the engine takes for a magic's.</param>
internal sealed record CellLine(string Text, int Number, string Next)
{
    private const string Prefix = "#!";

    /// <summary>The magic's name, with its prefix.</summary>
    public string Name => Text.AsSpan().IndexOfAny(' ', '\t') is >= 0 and var end ? Text[..end] : Text;

    /// <summary>The magics' lines of a cell, as the engine finds them: at the first character of a line, whatever stands around it.</summary>
    public static IReadOnlyList<CellLine> Of(string code)
    {
        var lines = code.ReplaceLineEndings("\n").Split('\n');
        var at = Enumerable.Range(0, lines.Length).Where(index => lines[index].StartsWith(Prefix, StringComparison.Ordinal)).Append(lines.Length).ToList();
        return [.. at.Zip(at.Skip(1), (line, next) => new CellLine(lines[line].TrimEnd(), line + 1, string.Join('\n', lines[(line + 1)..next])))];
    }

    /// <summary>The line of a magic that the engine speaks of.</summary>
    /// <param name="code">The cell.</param>
    /// <param name="name">The magic's name, with its prefix.</param>
    /// <param name="engineText">What the engine's command says of itself, which holds the line.</param>
    /// <returns><see langword="null"/> when the cell has none.</returns>
    public static CellLine? Find(string code, string name, string engineText) =>
        Of(code).Where(line => line.Name == name && engineText.Contains(line.Text, StringComparison.Ordinal)).MaxBy(line => line.Text.Length);

    /// <summary>Whether lines are those that follow a line of a magic in a cell, and so were its body already.</summary>
    public static bool IsBody(string code, string name, string lines) =>
        Of(code).Any(line => line.Name == name && line.Next.Trim() == lines.ReplaceLineEndings("\n").Trim());
}

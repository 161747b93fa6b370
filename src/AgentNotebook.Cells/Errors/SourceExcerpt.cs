namespace AgentNotebook.Cells.Errors;

/// <summary>Shows a place of a cell: its line, and a caret under its column.</summary>
internal static class SourceExcerpt
{
    private const int WidestLine = 200;

    /// <summary>The two lines, or none when the cell has no such place.</summary>
    /// <param name="code">The cell.</param>
    /// <param name="line">Counted from 1.</param>
    /// <param name="column">Counted from 1; 0 leaves the caret out.</param>
    public static IEnumerable<string> At(string code, int line, int column)
    {
        if (line < 1 || code.Split('\n').ElementAtOrDefault(line - 1)?.TrimEnd('\r') is not { } text)
        {
            yield break;
        }

        // A window of a very long line, so that the caret is in it.
        var start = Math.Max(0, Math.Min(column - WidestLine / 2, text.Length - WidestLine));
        var shown = text.Substring(start, Math.Min(WidestLine, text.Length - start));
        yield return "    " + shown;
        if (column > 0)
        {
            // Tabs are kept, so that the caret stands where the front end puts the character.
            var before = shown.AsSpan(0, Math.Min(column - 1 - start, shown.Length));
            yield return "    " + string.Create(before.Length, before, (blanks, from) =>
            {
                for (var i = 0; i < blanks.Length; i++)
                {
                    blanks[i] = from[i] == '\t' ? '\t' : ' ';
                }
            }) + "^";
        }
    }
}

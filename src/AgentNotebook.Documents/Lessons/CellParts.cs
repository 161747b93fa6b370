namespace AgentNotebook.Documents.Lessons;

/// <summary>A cell's text, cut where it is marked.</summary>
internal static class CellParts
{
    /// <summary>What stands between two marks, or before, after and outside them.</summary>
    /// <param name="Lines">Its lines, with their line ends and without the marks.</param>
    /// <param name="Kind">What becomes of it.</param>
    /// <param name="Start">Where it begins in the text.</param>
    /// <param name="Indent">The blanks before its first mark.</param>
    public sealed record Part(IReadOnlyList<string> Lines, PartKind Kind, int Start, string Indent);

    /// <summary>What becomes of a part.</summary>
    public enum PartKind
    {
        /// <summary>Students get it.</summary>
        Given,

        /// <summary>Students get a stub.</summary>
        Solution,

        /// <summary>Students get nothing in its place.</summary>
        HiddenTests,
    }

    /// <exception cref="NotebookException">A mark has no other, or stands within a part.</exception>
    public static IReadOnlyList<Part> Cut(NotebookCell cell)
    {
        var (parts, lines, at, number) = (new List<Part>(), new List<string>(), 0, 0);
        var (kind, start, indent, opened) = (PartKind.Given, 0, "", 0);
        foreach (var line in cell.Source.SplitLines())
        {
            number++;
            if (RegionMarks.Read(line.TrimEnd('\r', '\n')) is not var (begins, isSolution))
            {
                lines.Add(line);
            }
            else
            {
                var marked = isSolution ? PartKind.Solution : PartKind.HiddenTests;
                if (begins ? kind != PartKind.Given : kind != marked)
                {
                    throw new NotebookException($"{cell}: line {number} is '{line.Trim()}', {(begins ? $"and the part that began in line {opened} has not ended" : "and no such part has begun")}. Each BEGIN SOLUTION or BEGIN HIDDEN TESTS has one END after it.");
                }

                parts.Add(new Part(lines, kind, start, indent));
                (lines, kind, start, opened) = ([], begins ? marked : PartKind.Given, at, number);
                indent = line[..^line.TrimStart().Length];
            }

            at += line.Length;
        }

        parts.Add(new Part(lines, kind, start, indent));
        return kind == PartKind.Given
            ? [.. parts.Where(part => part.Kind != PartKind.Given || part.Lines.Count > 0)]
            : throw new NotebookException($"{cell}: the part that began in line {opened} does not end. Each BEGIN SOLUTION or BEGIN HIDDEN TESTS has one END after it.");
    }

    /// <summary>The lines of a text, each with its line end.</summary>
    public static IEnumerable<string> SplitLines(this string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end + 1;
            yield return text[start..end];
            start = end;
        }
    }
}

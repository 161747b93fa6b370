namespace AgentNotebook.Tool.Reports;

/// <summary>A plain table for the terminal: columns as wide as their widest cell, numbers to the right.</summary>
internal static class TextTable
{
    /// <summary>The table as lines.</summary>
    /// <param name="headers">Column titles; a title that ends in <c>#</c> marks a column of numbers and is shown without it.</param>
    /// <param name="rows">One array of cells a row, as many as there are headers.</param>
    public static string Format(IReadOnlyList<string> headers, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var titles = headers.Select(header => header.TrimEnd('#')).ToList();
        var widths = titles.Select((title, column) => Math.Max(title.Length, rows.Select(row => row[column].Length).DefaultIfEmpty().Max())).ToList();
        return string.Join('\n', rows.Prepend(titles).Select(Line));

        string Line(IReadOnlyList<string> cells) =>
            string.Join("  ", cells.Select((cell, column) => headers[column].EndsWith('#') ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd();
    }
}

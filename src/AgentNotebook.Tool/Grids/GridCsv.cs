using System.Globalization;
using System.Text;

namespace AgentNotebook.Tool.Grids;

/// <summary>Writes the table of a grid as CSV.</summary>
/// <remarks>RFC 4180, but with the line ends of Unix.</remarks>
internal static class GridCsv
{
    /// <summary>The text, with a line of titles.</summary>
    public static string Write(GridTable table)
    {
        var csv = new StringBuilder();
        Line(csv, [.. table.Parameters, GridTable.Status, GridTable.Duration, .. table.Scraps, GridTable.Error]);
        foreach (var row in table.Rows)
        {
            Line(csv, [.. row.Parameters, row.Result.Word, row.Duration, .. row.Scraps, row.Result.Error]);
        }

        return csv.ToString();
    }

    private static void Line(StringBuilder csv, IReadOnlyList<string> fields) => csv.AppendJoin(',', fields.Select(Field)).Append('\n');

    private static string Field(string text)
    {
        // A spreadsheet would take such a text for a formula and compute it. Texts come from notebooks, which may come from anywhere.
        var field = text.Length > 0 && "=+-@\t\r".Contains(text[0]) && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? "'" + text : text;
        return field.AsSpan().ContainsAny(",\"\r\n") ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
    }
}

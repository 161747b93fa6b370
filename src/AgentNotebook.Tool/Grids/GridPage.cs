using System.Globalization;
using System.Text;
using AgentNotebook.Display.RunCard;
using AgentNotebook.Display.Svg;

namespace AgentNotebook.Tool.Grids;

/// <summary>Writes the table of a grid as one HTML page that needs nothing else: no script, no network. It links to the executed notebooks beside it.</summary>
internal static class GridPage
{
    private const int LongestText = 200;
    private const int LongestNumber = 12;

    /// <summary>The page.</summary>
    /// <param name="notebook">The notebook's name.</param>
    /// <param name="table">The table.</param>
    public static string Write(string notebook, GridTable table)
    {
        var succeeded = table.Rows.Count(row => row.Result.Status == MemberStatus.Succeeded);
        var title = SvgText.Escape($"{Cut(notebook)}: a grid of {table.Rows.Count} {(table.Rows.Count == 1 ? "member" : "members")}");
        var card = new Markup().Open("div", CardStyle.Root);
        card.Open("div", "anb-head").Element("span", $"anb-badge {(succeeded == table.Rows.Count ? "anb-good" : "anb-bad")}", $"{succeeded} of {table.Rows.Count} succeeded");
        card.Element("span", "anb-note", string.Join(", ", table.Rows.Where(row => row.Result.Status != MemberStatus.Succeeded).GroupBy(row => row.Result.Word).Select(group => $"{group.Count()} {group.Key}"))).Close();
        var hasErrors = table.Rows.Any(row => row.Result.Error.Length > 0);
        card.OpenTable(["notebook", .. table.Parameters.Select(Cut), GridTable.Status, "seconds", .. table.Scraps.Select(Cut), .. hasErrors ? new[] { GridTable.Error } : []]);
        foreach (var row in table.Rows)
        {
            Row(card, row, hasErrors);
        }

        card.CloseTable().Close();
        return new StringBuilder()
            .Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/>")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>")
            .Append($"<title>{title}</title><style>{CardStyle.Sheet}")
            .Append(":root{color-scheme:light dark}body{margin:16px auto;padding:0 12px;max-width:1200px;font:15px/1.45 system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif}")
            .Append("h1{font-size:20px}.anb.anb-card{max-width:none}.anb-card .anb-table tbody tr:nth-child(n) .anb-n{text-align:left;font-variant-numeric:tabular-nums}.anb-card a{color:var(--anb-primary)}</style>")
            .Append($"</head><body><main><h1>{title}</h1>{card}</main></body></html>\n")
            .ToString();
    }

    private static void Row(Markup card, GridRow row, bool hasErrors)
    {
        var result = row.Result;
        card.Open("tr").Open("th", "anb-whole", "scope=\"row\"");
        if (result.HasNotebook)
        {
            card.Element("a", null, result.Member.Name, $"href=\"{SvgText.Escape(Uri.EscapeDataString(result.Member.FileName))}\"");
        }
        else
        {
            card.Text(result.Member.Name);
        }

        card.Close();
        foreach (var text in row.Parameters)
        {
            Cell(card, text);
        }

        card.Open("td").Element("span", result.Status == MemberStatus.Succeeded ? "anb-ok" : "anb-no", result.Word).Close();
        Cell(card, result.Status == MemberStatus.NotRun ? "" : result.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture));
        foreach (var text in row.Scraps)
        {
            Cell(card, text);
        }

        if (hasErrors)
        {
            card.Element("td", "anb-any", Cut(result.Error));
        }

        card.Close();
    }

    private static void Cell(Markup card, string text)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            // The table as CSV has all digits.
            card.Element("td", "anb-n", text.Length > LongestNumber ? number.ToString("G7", CultureInfo.InvariantCulture) : text);
        }
        else
        {
            card.Element("td", "anb-any", Cut(text));
        }
    }

    private static string Cut(string text) => Untrusted.Line(text, LongestText);
}

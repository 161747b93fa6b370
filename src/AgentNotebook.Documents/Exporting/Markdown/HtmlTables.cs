using System.Text;
using AgentNotebook.Documents.Exporting.Untrusted;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace AgentNotebook.Documents.Exporting.Markdown;

/// <summary>Tables of HTML as tables of Markdown, where they are simple enough for one.</summary>
internal static class HtmlTables
{
    /// <summary>The most columns of a table that is still readable as Markdown.</summary>
    private const int MostColumns = 40;

    /// <summary>The table that an output is; <see langword="null"/> when it is something else, or more than Markdown can say.</summary>
    /// <param name="html">HTML of an output.</param>
    /// <param name="safe">Parses it.</param>
    public static string? Of(string html, SafeHtml safe)
    {
        if (safe.Parse(html) is not { Body: { } body } document)
        {
            return null;
        }

        document.QuerySelectorAll("style,script").ToList().ForEach(element => element.Remove());
        var tables = document.QuerySelectorAll("table");
        if (tables is not [IHtmlTableElement table] || body.TextContent.Trim() != table.TextContent.Trim() || table.QuerySelector("[colspan],[rowspan],img,svg,ul,ol,details details,table") is not null)
        {
            return null;
        }

        var rows = table.Rows.Select(row => row.Cells.Select(cell => Fences.Escape(cell.TextContent)).ToList()).Where(row => row.Count > 0).ToList();
        return rows.Count == 0 || rows[0].Count > MostColumns || rows.Any(row => row.Count != rows[0].Count) ? null : Write(rows, hasHead: table.Rows[0].Cells.All(cell => cell.LocalName == "th"));
    }

    private static string Write(List<List<string>> rows, bool hasHead)
    {
        // A table of Markdown has a head; that of one without is empty.
        var head = hasHead ? rows[0] : [.. rows[0].Select(_ => "")];
        var text = new StringBuilder();
        foreach (var row in new[] { head, [.. head.Select(_ => "---")] }.Concat(rows.Skip(hasHead ? 1 : 0)))
        {
            text.Append("| ").AppendJoin(" | ", row).Append(" |\n");
        }

        return text.ToString();
    }
}

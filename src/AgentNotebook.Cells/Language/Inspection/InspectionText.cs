using System.Net;
using System.Text;
using AgentNotebook.Cells.Language.Documentation;
using AgentNotebook.Display;

namespace AgentNotebook.Cells.Language.Inspection;

/// <summary>Lays an inspection out as plain text and as HTML, in one pass so that both say the same.</summary>
internal sealed class InspectionText
{
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _html = new();

    /// <summary>A signature; the part between the marks, when there is one, stands out.</summary>
    public void Signature(string before, string active, string after)
    {
        _text.Append(before).Append(active.Length == 0 ? "" : $"«{active}»").Append(after).Append('\n');
        _html.Append("<pre>").Append(Escaped(before)).Append(active.Length == 0 ? "" : $"<b>{Escaped(active)}</b>").Append(Escaped(after)).Append("</pre>");
    }

    public void Paragraph(string text)
    {
        if (text.Length > 0)
        {
            _text.Append('\n').Append(text).Append('\n');
            _html.Append("<p>").Append(Lines(text)).Append("</p>");
        }
    }

    public void List(string title, IReadOnlyList<(string Name, string Text)> entries)
    {
        if (entries.Count == 0)
        {
            return;
        }

        _text.Append('\n').Append(title).Append(":\n");
        _html.Append("<p><b>").Append(Escaped(title)).Append("</b></p><ul>");
        foreach (var (name, text) in entries)
        {
            _text.Append("  ").Append(name).Append(text.Length == 0 ? "" : ": ").Append(text.Replace("\n", "\n    ", StringComparison.Ordinal)).Append('\n');
            _html.Append("<li><code>").Append(Escaped(name)).Append("</code> ").Append(Lines(text)).Append("</li>");
        }

        _html.Append("</ul>");
    }

    public void Documentation(SymbolDocumentation documentation, string? activeParameter, bool withRemarks)
    {
        Paragraph(documentation.Summary);
        List("Parameters", [.. documentation.Parameters.OrderByDescending(parameter => parameter.Name == activeParameter)]);
        List("Returns", documentation.Returns.Length == 0 ? [] : [("", documentation.Returns)]);
        List("Exceptions", documentation.Exceptions);
        if (withRemarks)
        {
            Paragraph(documentation.Remarks);
        }
    }

    public MimeBundle ToBundle() => MimeBundle.FromHtml(_html.ToString(), _text.ToString().TrimEnd());

    private static string Lines(string text) => Escaped(text).Replace("\n", "<br>", StringComparison.Ordinal);

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);
}

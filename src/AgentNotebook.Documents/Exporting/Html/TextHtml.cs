using System.Net;
using System.Text;
using AgentNotebook.Documents.Exporting.Outputs;

namespace AgentNotebook.Documents.Exporting.Html;

/// <summary>Text of outputs as HTML.</summary>
internal static class TextHtml
{
    private static readonly string[] _colours = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];

    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    /// <summary>Text for a terminal, its colours as spans.</summary>
    public static string OfTerminal(string text)
    {
        var html = new StringBuilder(text.Length + 32);
        foreach (var run in AnsiText.Runs(text))
        {
            var classes = Classes(run.Style);
            _ = classes.Length == 0 ? html.Append(Escape(run.Text)) : html.Append($"<span class=\"{classes}\">{Escape(run.Text)}</span>");
        }

        return html.ToString();
    }

    /// <summary>A block of text that scrolls, by keyboard too.</summary>
    /// <param name="html">The text, escaped.</param>
    /// <param name="label">What it is, for those who do not see where it stands.</param>
    /// <param name="classes">Classes of the block.</param>
    public static string Block(string html, string label, string classes = "nb-text") =>
        $"<pre class=\"{classes}\" tabindex=\"0\" role=\"group\" aria-label=\"{Escape(label)}\">{html.TrimEnd('\n')}</pre>\n";

    /// <summary>Content, folded away when it is long.</summary>
    public static string Folded(string block, string what, bool fold) =>
        fold ? $"<details class=\"nb-fold\"><summary>{Escape(what)}</summary>\n{block}</details>\n" : block;

    public static int Lines(string text) => text.AsSpan().TrimEnd('\n').Count('\n') + 1;

    private static string Classes(AnsiStyle style)
    {
        var classes = new List<string>();
        if (style.Background >= 0)
        {
            // One class says both colours, so that they keep their contrast.
            classes.Add($"nb-on-{_colours[style.Background]}");
        }
        else if (style.Foreground >= 0)
        {
            classes.Add($"nb-{_colours[style.Foreground]}");
        }

        classes.AddRange(new[] { (style.Bold, "nb-bold"), (style.Italic, "nb-italic"), (style.Underlined, "nb-underlined") }.Where(item => item.Item1).Select(item => item.Item2));
        return string.Join(' ', classes);
    }
}

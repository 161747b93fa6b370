using System.Globalization;
using System.Text;
using AgentNotebook.Archives;
using AgentNotebook.Display.RunCard;

namespace AgentNotebook.Display.Archives;

/// <summary>Shows what came out of an archive, or why nothing did. Names and targets are the archive's: shown as text, and never obeyed.</summary>
public static class ArchiveView
{
    private const int MaximumRefusals = 50;
    private const int MaximumName = 120;

    /// <summary>A tree of the entries with a line above it, or the refusals.</summary>
    /// <param name="report">What became of the archive.</param>
    /// <param name="destination">The destination, as it was named; empty when nothing was to be written.</param>
    public static MimeBundle Render(ExtractionReport report, string destination)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(destination);
        var (head, text, html) = (Head(report, destination), new StringBuilder(), new Markup());
        text.Append(head);
        html.Open("div").Element("div", null, head);
        if (report.Succeeded)
        {
            AddTree(report, text, html);
        }
        else
        {
            AddRefusals(report, text, html);
        }

        return MimeBundle.FromHtml(html.Close().ToString(), text.ToString());
    }

    /// <summary>One line: format, number and size of what came out, where it is, and the sandbox it was read in.</summary>
    /// <param name="report">What became of the archive.</param>
    /// <param name="destination">The destination, as it was named; empty when nothing was to be written.</param>
    public static string Head(ExtractionReport report, string destination)
    {
        ArgumentNullException.ThrowIfNull(report);
        var count = report.Entries.Count;
        var what = string.Create(CultureInfo.InvariantCulture, $"{(report.Format.Length == 0 ? "no archive" : report.Format)}, {count:N0} {(count == 1 ? "entry" : "entries")}, {Svg.ByteSize.Text(report.Bytes)}");
        var where = report.Written ? $" unpacked to {destination}" : report.Succeeded ? " listed, nothing written" : "; refused, nothing written";
        return $"{what}{where} (level {report.Level.ToString().ToLowerInvariant()})";
    }

    /// <summary>A refusal in one line: rule, entry, offset and what was found.</summary>
    /// <param name="refusal">The refusal.</param>
    public static string Line(ArchiveRefusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        var entry = refusal.Entry.Length == 0 ? "" : $" '{Untrusted.Line(refusal.Entry, MaximumName)}'";
        var offset = refusal.Offset < 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" at byte {refusal.Offset}");
        return $"{refusal.Rule}{entry}{offset}: {Untrusted.Line(refusal.Message)}";
    }

    private static void AddTree(ExtractionReport report, StringBuilder text, Markup html)
    {
        html.Open("pre", null, "style=\"line-height:1.25\"");
        foreach (var (branch, name, remark) in ArchiveTree.Of(report.Entries).Lines())
        {
            var (shown, said) = (Untrusted.Line(name, MaximumName), Untrusted.Line(remark, MaximumName));
            text.Append('\n').Append(branch).Append(shown).Append(said.Length > 0 ? "  " : "").Append(said);
            html.Text(branch + shown);
            if (said.Length > 0)
            {
                html.Element("span", null, "  " + said, "style=\"opacity:0.8\"");
            }

            html.Break();
        }

        html.Close();
    }

    private static void AddRefusals(ExtractionReport report, StringBuilder text, Markup html)
    {
        html.Open("ul");
        foreach (var refusal in report.Refusals.Take(MaximumRefusals))
        {
            text.Append('\n').Append(Line(refusal));
            html.Element("li", null, Line(refusal), $"title=\"{Svg.SvgText.Escape(ArchiveRules.InWords(refusal.Rule))}\"");
        }

        html.Close();
        if (report.Refusals.Count > MaximumRefusals)
        {
            var more = string.Create(CultureInfo.InvariantCulture, $"… and {report.Refusals.Count - MaximumRefusals:N0} more");
            text.Append('\n').Append(more);
            html.Element("div", null, more);
        }
    }
}

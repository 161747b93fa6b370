using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace AgentNotebook.Cells.Language.Documentation;

/// <summary>Turns documentation in XML into plain text.</summary>
internal static partial class DocumentationText
{
    private const int DeepestElement = 50;

    /// <summary>Reads a member's element.</summary>
    /// <param name="xml">The element as text; untrusted, as packages bring their own.</param>
    /// <param name="longest">The most characters of one part.</param>
    public static SymbolDocumentation Read(string xml, int longest)
    {
        XElement member;
        try
        {
            using var reader = XmlReader.Create(new StringReader(xml), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            member = XElement.Load(reader, LoadOptions.PreserveWhitespace);
        }
        catch (XmlException)
        {
            return SymbolDocumentation.None;
        }

        string Text(XElement? element) => element is null ? "" : Cut(Plain(element), longest);
        return new SymbolDocumentation(
            Text(member.Element("summary")),
            [.. member.Elements().Where(element => element.Name.LocalName is "param" or "typeparam").Select(element => ((string?)element.Attribute("name") ?? "", Text(element)))],
            Text(member.Element("returns") ?? member.Element("value")),
            [.. member.Elements("exception").Select(element => (Reference((string?)element.Attribute("cref") ?? ""), Text(element)))],
            Text(member.Element("remarks")));
    }

    private static string Plain(XElement element)
    {
        var text = new StringBuilder();
        Append(text, element, DeepestElement);
        return Breaks().Replace(Blanks().Replace(text.ToString(), " "), "\n").Trim();
    }

    private static void Append(StringBuilder text, XElement element, int depth)
    {
        foreach (var node in element.Nodes())
        {
            if (node is XText words)
            {
                text.Append(Space().Replace(words.Value, " "));
            }
            else if (node is XElement child && depth > 0)
            {
                AppendElement(text, child, depth - 1);
            }
        }
    }

    private static void AppendElement(StringBuilder text, XElement element, int depth)
    {
        switch (element.Name.LocalName)
        {
            case "see" or "seealso" when element.IsEmpty || element.Value.Length == 0:
                text.Append((string?)element.Attribute("langword") ?? (string?)element.Attribute("href") ?? Reference((string?)element.Attribute("cref") ?? ""));
                break;
            case "paramref" or "typeparamref":
                text.Append((string?)element.Attribute("name"));
                break;
            case "para" or "br":
                text.Append('\n');
                Append(text, element, depth);
                text.Append('\n');
                break;
            case "code":
                text.Append('\n').Append(element.Value.Trim('\r', '\n')).Append('\n');
                break;
            case "item" or "listheader":
                text.Append("\n- ");
                Append(text, element, depth);
                break;
            case "term" when element.ElementsAfterSelf("description").Any():
                Append(text, element, depth);
                text.Append(": ");
                break;
            case "list":
                Append(text, element, depth);
                text.Append('\n');
                break;
            default:
                Append(text, element, depth);
                break;
        }
    }

    /// <summary>A documentation id as its reader would write it: <c>M:System.Int32.Parse(System.String)</c> is <c>Int32.Parse</c>.</summary>
    private static string Reference(string id)
    {
        if (id.Length < 2 || id[1] != ':')
        {
            return id;
        }

        var name = id[2..];
        var parameters = name.IndexOf('(', StringComparison.Ordinal);
        var parts = Arity().Replace(parameters < 0 ? name : name[..parameters], "").Split('.');
        return id[0] is 'T' or 'N' || parts.Length < 2 ? (id[0] == 'N' ? string.Join('.', parts) : parts[^1]) : $"{parts[^2]}.{parts[^1]}";
    }

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..longest] + "…";

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@"[ \t]{2,}")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"[ \t]*\n[ \t\n]*")]
    private static partial Regex Breaks();

    [GeneratedRegex(@"`+\d+")]
    private static partial Regex Arity();
}

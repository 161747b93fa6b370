using System.Text;
using System.Text.RegularExpressions;

namespace AgentNotebook.Documents.Exporting.Markdown;

/// <summary>Raw HTML within Markdown: tags that only lay text out stay, all others are shown instead of meant.</summary>
/// <remarks>Element by element rather than as a tree, for in Markdown a tag and its end may stand in different blocks.</remarks>
internal static partial class SafeTags
{
    private static readonly HashSet<string> _tags = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "abbr", "b", "blockquote", "br", "caption", "center", "code", "dd", "del", "details", "div", "dl", "dt", "em", "figcaption", "figure",
        "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp", "small", "span", "strike",
        "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "u", "ul", "var", "wbr",
    };

    private static readonly HashSet<string> _attributes = new(StringComparer.OrdinalIgnoreCase)
    {
        "align", "alt", "colspan", "height", "open", "rowspan", "start", "title", "valign", "width",
    };

    /// <summary>The HTML as it may stand in the document.</summary>
    /// <param name="html">HTML as it stands in the notebook.</param>
    /// <param name="picture">The address of a picture as the document may name it; <see langword="null"/> when there is none.</param>
    /// <exception cref="RegexMatchTimeoutException">Finding its tags takes more than two seconds: it was made to.</exception>
    public static string Keep(string html, Func<string, string?> picture)
    {
        var safe = new StringBuilder(html.Length);
        var at = 0;
        foreach (Match tag in Tag().Matches(html))
        {
            safe.Append(Escape(html[at..tag.Index])).Append(Keep(tag, picture));
            at = tag.Index + tag.Length;
        }

        return safe.Append(Escape(html[at..])).ToString();
    }

    /// <summary>Whether a link may stay: it leads to a page, to a mail or within the document.</summary>
    public static bool IsSafeLink(string address)
    {
        // Browsers skip blanks and controls in front of and within a scheme.
        var plain = string.Concat(System.Net.WebUtility.HtmlDecode(address).Where(character => !char.IsWhiteSpace(character) && !char.IsControl(character)));
        var colon = plain.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 || plain.AsSpan(0, colon).ContainsAny("/?#") || plain[..colon].ToLowerInvariant() is "http" or "https" or "mailto";
    }

    private static string Keep(Match tag, Func<string, string?> picture)
    {
        var name = tag.Groups["name"].Value;
        if (tag.Groups["comment"].Success)
        {
            return "";
        }

        if (!_tags.Contains(name))
        {
            return Escape(tag.Value);
        }

        var source = Attribute().Matches(tag.Groups["attributes"].Value).FirstOrDefault(attribute => attribute.Groups["key"].Value.Equals("src", StringComparison.OrdinalIgnoreCase));
        if (name.Equals("img", StringComparison.OrdinalIgnoreCase) && (source is null || picture(Value(source)) is null))
        {
            return "(A picture that is not in this document)";
        }

        if (tag.Groups["end"].Length > 0)
        {
            return $"</{name}>";
        }

        var kept = new StringBuilder($"<{name}");
        foreach (Match attribute in Attribute().Matches(tag.Groups["attributes"].Value))
        {
            var (key, value) = (attribute.Groups["key"].Value.ToLowerInvariant(), Value(attribute));
            value = key switch
            {
                "href" when name.Equals("a", StringComparison.OrdinalIgnoreCase) && IsSafeLink(value) => value,
                "src" when name.Equals("img", StringComparison.OrdinalIgnoreCase) => picture(value) ?? "",
                "id" or "name" when name.Equals("a", StringComparison.OrdinalIgnoreCase) => value,
                _ when _attributes.Contains(key) => value,
                _ => null!,
            };
            if (value is not null)
            {
                kept.Append($" {key}=\"{System.Net.WebUtility.HtmlEncode(value)}\"");
            }
        }

        return kept.Append(tag.Value.EndsWith("/>", StringComparison.Ordinal) ? " />" : ">").ToString();
    }

    private static string Value(Match attribute) => System.Net.WebUtility.HtmlDecode(attribute.Groups["value"].Value.Trim('"', '\''));

    private static string Escape(string text) => text.Replace("<", "&lt;", StringComparison.Ordinal);

    [GeneratedRegex("""(?<comment><!--.*?-->)|<(?<end>/?)(?<name>[A-Za-z][\w-]*)(?<attributes>(?>[^<>"']+|"[^"]*"|'[^']*')*)>""", RegexOptions.Singleline, matchTimeoutMilliseconds: 2_000)]
    private static partial Regex Tag();

    [GeneratedRegex("""(?<key>[A-Za-z][\w:.-]*)(\s*=\s*(?<value>"[^"]*"|'[^']*'|[^\s"'<>]+))?""")]
    private static partial Regex Attribute();
}

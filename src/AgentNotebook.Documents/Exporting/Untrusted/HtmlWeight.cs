using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace AgentNotebook.Documents.Exporting.Untrusted;

/// <summary>
/// Whether HTML is cheap enough to parse. The algorithm of HTML looks through all open elements at many a tag, and opens formatting elements
/// anew in every paragraph: a text of a megabyte can be made to take hours, or gigabytes. So the tags are counted first.
/// </summary>
/// <remarks>HTML, 13.2.4.3 (the list of active formatting elements) and 13.2.6.4.7 (the insertion mode "in body").</remarks>
internal static class HtmlWeight
{
    /// <summary>How much deeper than allowed a text may seem: an end tag that closes several elements counts as one here.</summary>
    private const int Doubt = 5;

    /// <summary>The most formatting elements that may have to be opened anew.</summary>
    private const long MostReopened = 2_000_000;

    private static readonly HashSet<string> _formatting = ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

    // Elements without an end tag, and those whose end tag may be left out.
    private static readonly HashSet<string> _uncounted =
    [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "html", "head", "body",
        "p", "li", "dd", "dt", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "colgroup", "rp", "rt",
    ];

    public static bool IsTooMuch(string html, int maxNesting)
    {
        using var source = new TextSource(html);
        var tokens = new HtmlTokenizer(source, HtmlEntityProvider.Resolver);
        var open = new Dictionary<string, int>(StringComparer.Ordinal);
        var (depth, formatting, reopened) = (0, 0, 0L);
        for (var token = tokens.Get(); token.Type != HtmlTokenType.EndOfFile; token = tokens.Get())
        {
            if (token.Type is not (HtmlTokenType.StartTag or HtmlTokenType.EndTag))
            {
                continue;
            }

            var change = token.Type == HtmlTokenType.StartTag ? 1 : open.GetValueOrDefault(token.Name) > 0 ? -1 : 0;
            reopened += formatting;
            if (!_uncounted.Contains(token.Name) && !(token.Type == HtmlTokenType.StartTag && ((HtmlTagToken)token).IsSelfClosing))
            {
                open[token.Name] = open.GetValueOrDefault(token.Name) + change;
                depth += change;
                formatting += _formatting.Contains(token.Name) ? change : 0;
            }

            if (depth > maxNesting * Doubt || reopened > MostReopened)
            {
                return true;
            }
        }

        return false;
    }
}

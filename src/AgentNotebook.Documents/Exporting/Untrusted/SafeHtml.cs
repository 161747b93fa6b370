using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Ganss.Xss;

namespace AgentNotebook.Documents.Exporting.Untrusted;

/// <summary>HTML of a notebook, which may be anybody's: what stays of it can neither run, nor load anything, nor reach beyond its place on the page.</summary>
/// <remarks>Style sheets go: one would change all of the page. Inline styles stay, without addresses and without what leaves the place.</remarks>
internal sealed partial class SafeHtml
{
    private static readonly string[] _tags =
    [
        "a", "abbr", "address", "article", "aside", "b", "bdi", "bdo", "blockquote", "br", "caption", "center", "cite", "code", "col", "colgroup", "data",
        "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd",
        "li", "mark", "meter", "ol", "p", "pre", "progress", "q", "rp", "rt", "ruby", "s", "samp", "section", "small", "span", "strike", "strong", "sub",
        "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul", "var", "wbr",
    ];

    private static readonly string[] _attributes =
    [
        "align", "alt", "aria-hidden", "aria-label", "class", "colspan", "datetime", "dir", "headers", "height", "high", "href", "lang", "low", "max",
        "min", "open", "optimum", "reversed", "role", "rowspan", "scope", "span", "src", "start", "style", "tabindex", "title", "type", "valign", "value", "width",
    ];

    // What leaves the place, moves, or is too faint to be read.
    private static readonly string[] _escaping = ["opacity", "position", "top", "right", "bottom", "left", "z-index", "content", "pointer-events", "animation", "animation-name", "transition", "transform", "filter"];

    // Roles that change how a page is read or handled are the page's own to give.
    private static readonly string[] _roles = ["group", "img", "note", "list", "listitem", "presentation", "none"];

    private readonly HtmlSanitizer _sanitizer = new(new HtmlSanitizerOptions
    {
        AllowedTags = new HashSet<string>(_tags, StringComparer.OrdinalIgnoreCase),
        AllowedAttributes = new HashSet<string>(_attributes, StringComparer.OrdinalIgnoreCase),
        AllowedCssProperties = new HashSet<string>(HtmlSanitizerDefaults.AllowedCssProperties.Except(_escaping), StringComparer.OrdinalIgnoreCase),
        AllowedSchemes = new HashSet<string>(["http", "https", "mailto", "data"], StringComparer.OrdinalIgnoreCase),
        UriAttributes = new HashSet<string>(["href", "src"], StringComparer.OrdinalIgnoreCase),
    });

    private readonly int _maxNesting;
    private HashSet<string>? _removed;

    /// <param name="maxNesting">The most elements that may stand in one another.</param>
    public SafeHtml(int maxNesting)
    {
        _maxNesting = maxNesting;
        _sanitizer.DisallowCssPropertyValue = BeyondThePlace();
        _sanitizer.FilterUrl += (_, url) => url.SanitizedUrl = IsSafe(url.Tag, url.OriginalUrl.Trim()) ? url.OriginalUrl.Trim() : null;
        _sanitizer.RemovingTag += (_, tag) => Note(tag.Tag.LocalName);
        _sanitizer.RemovingAttribute += (_, attribute) => Note(attribute.Attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) ? "script" : "");
    }

    /// <summary>Parses HTML; nothing of it is safe yet.</summary>
    /// <returns><see langword="null"/> when it is too deep to walk through.</returns>
    public IHtmlDocument? Parse(string html)
    {
        if (HtmlWeight.IsTooMuch(html, _maxNesting))
        {
            return null;
        }

        // Within the body, where scripts at the beginning are found, too.
        var document = _sanitizer.HtmlParserFactory().ParseDocument("<!DOCTYPE html><body>" + html);
        return Nesting.IsDeeperThan(document, _maxNesting) ? null : document;
    }

    /// <summary>Takes out of a document what is not safe.</summary>
    /// <returns>What was taken out and would have done something, in words, such as <c>a script</c>.</returns>
    public IReadOnlyCollection<string> Clean(IHtmlDocument document)
    {
        _removed = [];
        _sanitizer.SanitizeDom(document, (IHtmlElement)document.Body!);
        foreach (var element in document.All.ToList())
        {
            Restrict(element);
        }

        return _removed;
    }

    private static void Restrict(IElement element)
    {
        if (element.GetAttribute("class") is { } classes)
        {
            // The project's own displays and those of .NET Interactive; the others could be the page's.
            var kept = string.Join(' ', classes.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(name => name == "anb" || name.StartsWith("anb-", StringComparison.Ordinal) || name.StartsWith("dni-", StringComparison.Ordinal)));
            Set(element, "class", kept.Length == 0 ? null : kept);
        }

        Set(element, "role", _roles.Contains(element.GetAttribute("role")) ? element.GetAttribute("role") : null);
        Set(element, "tabindex", element.GetAttribute("tabindex") == "0" ? "0" : null);
        if (element is IHtmlAnchorElement && element.HasAttribute("href"))
        {
            element.SetAttribute("rel", "noopener noreferrer");
        }
    }

    private static void Set(IElement element, string name, string? value)
    {
        if (value is null)
        {
            element.RemoveAttribute(name);
        }
        else
        {
            element.SetAttribute(name, value);
        }
    }

    private static bool IsSafe(IElement element, string url) => element.LocalName switch
    {
        "a" => url.StartsWith('#') || SafeLinks().IsMatch(url) || !url.Contains(':', StringComparison.Ordinal),
        "img" => SafePictures().IsMatch(url),
        _ => false,
    };

    private void Note(string removed) => _ = removed switch
    {
        "script" => _removed!.Add("a script"),
        "iframe" or "object" or "embed" or "frame" => _removed!.Add("a page within the page"),
        "form" or "input" or "button" or "select" or "textarea" => _removed!.Add("fields of a form"),
        "video" or "audio" => _removed!.Add("a sound or a film"),
        "math" => _removed!.Add("a formula in MathML"),
        _ => false,
    };

    // Addresses, what could spell one, and lengths below zero, which reach beyond the place.
    [GeneratedRegex(@"url\s*\(|expression\s*\(|image-set\s*\(|\\|(^|\s)-[\d.]", RegexOptions.IgnoreCase)]
    private static partial Regex BeyondThePlace();

    [GeneratedRegex("^(https?|mailto):", RegexOptions.IgnoreCase)]
    private static partial Regex SafeLinks();

    [GeneratedRegex("^data:image/(png|jpeg|gif|webp|svg\\+xml);base64,[A-Za-z0-9+/=]*$")]
    private static partial Regex SafePictures();
}

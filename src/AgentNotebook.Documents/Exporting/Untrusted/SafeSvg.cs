using System.Text;
using System.Text.RegularExpressions;
using AgentNotebook.Display.Svg;
using AgentNotebook.Documents.Exporting.Pictures;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Xhtml;
using Ganss.Xss;

namespace AgentNotebook.Documents.Exporting.Untrusted;

/// <summary>Makes pictures out of SVG of a notebook: nothing in them runs, nothing is loaded, and a page shows them as pictures, whose styles end at their edge.</summary>
internal sealed partial class SafeSvg
{
    private const string Namespace = "http://www.w3.org/2000/svg";

    private static readonly string[] _tags =
    [
        "svg", "g", "defs", "symbol", "use", "title", "desc", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "textPath",
        "image", "a", "marker", "pattern", "mask", "clipPath", "linearGradient", "radialGradient", "stop", "filter", "feBlend", "feColorMatrix", "feComposite",
        "feFlood", "feGaussianBlur", "feMerge", "feMergeNode", "feOffset", "feDropShadow", "feMorphology", "feTurbulence", "feComponentTransfer", "feFuncR",
        "feFuncG", "feFuncB", "feFuncA", "switch",
    ];

    private static readonly string[] _properties =
    [
        "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-dashoffset", "stroke-linecap",
        "stroke-linejoin", "stroke-miterlimit", "stop-color", "stop-opacity", "text-anchor", "dominant-baseline", "paint-order", "clip-rule", "shape-rendering",
        "vector-effect", "marker-start", "marker-mid", "marker-end", "clip-path",
    ];

    private readonly HtmlSanitizer _sanitizer = new(new HtmlSanitizerOptions
    {
        AllowedTags = new HashSet<string>(_tags, StringComparer.OrdinalIgnoreCase),
        AllowedAttributes = new HashSet<string>(["style", "href", "xlink:href"], StringComparer.OrdinalIgnoreCase),
        AllowedCssProperties = new HashSet<string>(HtmlSanitizerDefaults.AllowedCssProperties.Concat(_properties), StringComparer.OrdinalIgnoreCase),
        AllowedSchemes = new HashSet<string>(["http", "https", "data"], StringComparer.OrdinalIgnoreCase),
        UriAttributes = new HashSet<string>(["href", "xlink:href"], StringComparer.OrdinalIgnoreCase),
    });

    private readonly int _maxNesting;

    /// <param name="maxNesting">The most elements that may stand in one another.</param>
    public SafeSvg(int maxNesting)
    {
        _maxNesting = maxNesting;
        // Attributes of SVG are many and harmless but for those that run or name an address.
        _sanitizer.RemovingAttribute += (_, attribute) => attribute.Cancel = attribute.Reason == RemoveReason.NotAllowedAttribute && IsHarmless(attribute.Attribute);
        _sanitizer.FilterUrl += (_, url) => url.SanitizedUrl = IsSafe(url.Tag, url.OriginalUrl.Trim()) ? url.OriginalUrl.Trim() : null;
    }

    /// <summary>The picture that a text is; <see langword="null"/> when it is no SVG, or too deep.</summary>
    public Picture? Read(string text)
    {
        var start = text.IndexOf("<svg", StringComparison.OrdinalIgnoreCase);
        if (start < 0 || HtmlWeight.IsTooMuch(text[start..], _maxNesting))
        {
            return null;
        }

        var document = _sanitizer.HtmlParserFactory().ParseDocument(text[start..]);
        return !Nesting.IsDeeperThan(document, _maxNesting) && document.Body!.FirstElementChild is { LocalName: "svg" } svg ? Read(svg) : null;
    }

    /// <summary>The picture that an element of a document is.</summary>
    /// <param name="svg">An element <c>svg</c>; its document is not deeper than the limit.</param>
    public Picture Read(IElement svg)
    {
        var document = _sanitizer.HtmlParserFactory().ParseDocument("");
        var root = (IElement)document.Body!.AppendChild(document.Import(svg, deep: true));
        var sheets = new List<(IElement Place, string Sheet)>();
        foreach (var style in root.QuerySelectorAll("style").ToList())
        {
            // The sanitizer knows too little of today's style sheets to keep one; an element of no meaning keeps the place.
            var place = document.CreateElement(Namespace, "g");
            sheets.Add((place, style.TextContent));
            style.Replace(place);
        }

        _sanitizer.SanitizeDom(document, (IHtmlElement)document.Body!);
        foreach (var (place, sheet) in sheets.Where(item => item.Place.Parent is not null))
        {
            var style = document.CreateElement(Namespace, "style");
            style.TextContent = UnsafeStyle().IsMatch(sheet) ? "" : sheet;
            place.Replace(style);
        }

        var isOwn = root.ClassList.Contains(SvgTheme.RootClass);
        if (isOwn && sheets.Count == 0)
        {
            // Within a card it takes its colours from the card's style sheet, which does not reach into a picture.
            var style = document.CreateElement(Namespace, "style");
            style.TextContent = SvgTheme.Css;
            root.Prepend(style);
        }

        // Attributes that the parser put into the namespace of namespaces would stand there twice.
        foreach (var declaration in root.Attributes.Where(attribute => attribute.Name.StartsWith("xmlns", StringComparison.Ordinal)).ToList())
        {
            root.RemoveAttribute(declaration.Name);
        }

        root.SetAttribute("xmlns", Namespace);
        root.SetAttribute("xmlns:xlink", "http://www.w3.org/1999/xlink");
        return new Picture(Picture.Svg, Encoding.UTF8.GetBytes(WithoutControls(root.ToHtml(XhtmlMarkupFormatter.Instance))), Alt(root), isOwn);
    }

    private static string? Alt(IElement svg)
    {
        var title = Said(svg.GetAttribute("aria-label")) ?? Said(Child(svg, "title"));
        var description = Said(Child(svg, "desc"));
        return title is null || description is null ? title ?? description : $"{title.TrimEnd('.')}. {description}";
    }

    private static string? Child(IElement svg, string name) => svg.Children.FirstOrDefault(child => child.LocalName == name)?.TextContent;

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static bool IsHarmless(IAttr attribute) =>
        !attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)
        && AttributeName().IsMatch(attribute.Name)
        && attribute.LocalName is not ("href" or "src" or "base")
        && !UnsafeStyle().IsMatch(attribute.Value);

    private static bool IsSafe(IElement element, string url) => element.LocalName switch
    {
        "image" => url.StartsWith("data:image/png;base64,", StringComparison.Ordinal) || url.StartsWith("data:image/jpeg;base64,", StringComparison.Ordinal),
        "a" => url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || url.StartsWith('#'),
        _ => url.StartsWith('#'),
    };

    /// <summary>What XML 1.0 cannot hold, HTML can.</summary>
    private static string WithoutControls(string text) => Controls().Replace(text, "\uFFFD");

    // Of names with a prefix those that XML itself knows: a drawing program's own would need a declaration that is gone.
    [GeneratedRegex(@"^([A-Za-z][\w.-]*|xml:(space|lang))$")]
    private static partial Regex AttributeName();

    // An address that is none within the picture; a backslash could spell one.
    [GeneratedRegex("""@import|url\s*\(\s*['"]?(?!\s*['"]?#)|image-set|javascript:|[<\\]""", RegexOptions.IgnoreCase)]
    private static partial Regex UnsafeStyle();

    [GeneratedRegex("[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]")]
    private static partial Regex Controls();
}

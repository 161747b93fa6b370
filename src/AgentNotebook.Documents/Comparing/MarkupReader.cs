using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace AgentNotebook.Documents.Comparing;

/// <summary>Reads HTML and SVG as a browser does, with no script, no style sheet and nothing loaded. XML's own declarations, entities among them, mean nothing to it.</summary>
internal static class MarkupReader
{
    private const string SvgNamespace = "http://www.w3.org/2000/svg";

    // In these every blank counts.
    private static readonly HashSet<string> _verbatim = ["pre", "textarea", "code"];

    /// <summary>The nodes at the top; <see langword="null"/> when they stand deeper in one another than is compared.</summary>
    public static IReadOnlyList<MarkupNode>? Read(string markup, ComparisonOptions options)
    {
        using var document = new HtmlParser().ParseDocument("");
        var body = new HtmlParser().ParseFragment(markup, document.Body!);
        var top = new List<MarkupNode>();
        return body.All(node => Add(node, top, 1, options.MaxDepth, isVerbatim: false)) ? top : null;
    }

    private static bool Add(INode node, List<MarkupNode> siblings, int depth, int maxDepth, bool isVerbatim)
    {
        if (node is IText text)
        {
            AddText(text.Data, siblings, isVerbatim);
            return true;
        }

        // Comments show nothing.
        if (node is not IElement element)
        {
            return true;
        }

        if (depth > maxDepth)
        {
            return false;
        }

        var made = new MarkupNode
        {
            Name = element.LocalName,
            IsSvg = element.NamespaceUri == SvgNamespace,
            Attributes = element.Attributes.GroupBy(attribute => attribute.Name).ToDictionary(group => group.Key, group => group.First().Value),
        };
        siblings.Add(made);
        var verbatim = isVerbatim || _verbatim.Contains(made.Name);
        return element.ChildNodes.All(child => Add(child, made.Children, depth + 1, maxDepth, verbatim));
    }

    private static void AddText(string text, List<MarkupNode> siblings, bool isVerbatim)
    {
        var shown = isVerbatim ? text : string.Join(' ', text.Split((char[])[' ', '\t', '\r', '\n', '\f'], StringSplitOptions.RemoveEmptyEntries));
        if (shown.Length > 0)
        {
            siblings.Add(new MarkupNode { Name = "", Text = shown });
        }
    }
}

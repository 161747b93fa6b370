using System.Text;
using Markdig;
using Markdig.Helpers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AgentNotebook.Documents.Exporting.Markdown;

/// <summary>Markdown of the notebook as it may stand in a document: the text as it was written, without what could run, with its pictures.</summary>
internal static class SafeMarkdown
{
    private static readonly MarkdownPipeline _pipeline = new MarkdownPipelineBuilder().UsePreciseSourceLocation().UsePipeTables().UseAutoLinks().UseMathematics().Build();

    /// <summary>The safe text.</summary>
    /// <param name="text">Markdown.</param>
    /// <param name="picture">The address of a picture as the document may name it; <see langword="null"/> when there is none.</param>
    /// <param name="removed">Is told of what was taken out.</param>
    /// <exception cref="ArgumentException">The text is nested too deep to be read.</exception>
    /// <exception cref="System.Text.RegularExpressions.RegexMatchTimeoutException">HTML in it was made to be read for ever.</exception>
    public static string Keep(string text, Func<string, string?> picture, Action<string> removed)
    {
        text = text.ReplaceLineEndings("\n");
        var changes = new SortedDictionary<int, (int Length, string Text)>();
        foreach (var node in Markdig.Markdown.Parse(text, _pipeline).Descendants())
        {
            switch (node)
            {
                case HtmlBlock or HtmlInline:
                    Change(text, changes, node.Span, html => SafeTags.Keep(html, picture));
                    break;
                case LinkInline { IsImage: true, Url: { } url } image:
                    var address = picture(url);
                    _ = address is null
                        ? Change(text, changes, image.Span, _ => $"*(A picture that is not in this document: {Fences.Escape(Words(image))})*")
                        : ChangeAddress(text, changes, image.UrlSpan, url, image, address);
                    break;
                case LinkInline { Url: { } url } link when !SafeTags.IsSafeLink(url):
                    removed("a link that would run a script");
                    ChangeAddress(text, changes, link.UrlSpan, url, link, "");
                    break;
                case LinkInline { Url: ['#', .. var fragment] } link when Slugs.Of(Uri.UnescapeDataString(fragment)) is var slug && slug != fragment:
                    ChangeAddress(text, changes, link.UrlSpan, link.Url, link, "#" + slug);
                    break;
                case LinkReferenceDefinition { Url: { } url } definition when !SafeTags.IsSafeLink(url) || url.StartsWith("attachment:", StringComparison.OrdinalIgnoreCase):
                    Change(text, changes, definition.UrlSpan, _ => picture(url) ?? "");
                    break;
                case AutolinkInline { IsEmail: false } link when !SafeTags.IsSafeLink(link.Url):
                    removed("a link that would run a script");
                    Change(text, changes, link.Span, _ => Fences.Escape(link.Url));
                    break;
            }
        }

        return Apply(text, changes);
    }

    private static bool ChangeAddress(string text, SortedDictionary<int, (int Length, string Text)> changes, SourceSpan span, string url, LinkInline link, string address)
    {
        // Of a link by reference only its definition has an address: the whole link is written out.
        return address == url || (link.UrlSpan is { IsEmpty: false } && link.Reference is null
            ? Change(text, changes, span, _ => $"<{address}>")
            : Change(text, changes, link.Span, _ => $"{(link.IsImage ? "!" : "")}[{Fences.Escape(Words(link))}](<{address}>)"));
    }

    private static string Words(ContainerInline link) =>
        string.Concat(link.Descendants().Select(part => part switch { LiteralInline literal => literal.Content.ToString(), CodeInline code => code.Content, _ => "" }));

    private static bool Change(string text, SortedDictionary<int, (int Length, string Text)> changes, SourceSpan span, Func<string, string> change)
    {
        if (!span.IsEmpty && span.End < text.Length)
        {
            changes[span.Start] = (span.Length, change(text.Substring(span.Start, span.Length)));
        }

        return true;
    }

    private static string Apply(string text, SortedDictionary<int, (int Length, string Text)> changes)
    {
        var changed = new StringBuilder(text.Length);
        var at = 0;
        foreach (var (start, (length, replacement)) in changes)
        {
            if (start >= at)
            {
                changed.Append(text, at, start - at).Append(replacement);
                at = start + length;
            }
        }

        return changed.Append(text, at, text.Length - at).ToString();
    }
}

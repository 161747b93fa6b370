using AgentNotebook.Documents.Exporting.Pictures;
using AgentNotebook.Documents.Exporting.Untrusted;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace AgentNotebook.Documents.Exporting.Html;

/// <summary>Brings HTML of the notebook into the page: safe, with its pictures inside, its headings in order, and usable by keyboard.</summary>
/// <param name="job">The export.</param>
/// <param name="pictures">Where its pictures are found.</param>
internal sealed class ContentHtml(ExportJob job, NotebookPictures pictures)
{
    private readonly SafeHtml _safe = new(job.Options.MaxNesting);

    /// <summary>The HTML as it may stand on the page.</summary>
    /// <param name="html">What the notebook holds.</param>
    /// <param name="cell">The cell it belongs to.</param>
    /// <param name="arrange">What to do with the safe body before it is written.</param>
    /// <returns><see langword="null"/> when it cannot be shown; that is noted.</returns>
    public string? Bring(string html, NotebookCell cell, Action<IHtmlElement> arrange)
    {
        if (_safe.Parse(html) is not { } document)
        {
            job.Lose(cell, $"HTML more than {job.Options.MaxNesting} elements deep, which stands there as text");
            return null;
        }

        var code = document.QuerySelectorAll("pre > code").Where(element => element.ClassList.Contains("language-csharp") || element.ClassList.Contains("language-cs")).ToList();
        BringPictures(document, cell);
        foreach (var box in document.QuerySelectorAll("li input[type=checkbox]").ToList())
        {
            box.Replace(document.CreateTextNode(box.HasAttribute("checked") ? "☑ " : "☐ "));
        }

        foreach (var removed in _safe.Clean(document))
        {
            job.Lose(cell, removed);
        }

        var body = (IHtmlElement)document.Body!;
        code.ForEach(element => element.InnerHtml = CodeHtml.OfCSharp(element.TextContent));
        arrange(body);
        MakeReachable(body);
        return body.InnerHtml;
    }

    /// <summary>Whether HTML shows anything at all.</summary>
    public static bool IsEmpty(IElement body) => string.IsNullOrWhiteSpace(body.TextContent) && body.QuerySelector("img,hr,progress,meter") is null;

    /// <summary>Whether HTML has colours of its own, which were chosen for a light page.</summary>
    public static bool HasColours(IElement body) =>
        body.QuerySelectorAll("[style]").Any(element => element.Closest(".anb") is null && element.GetAttribute("style") is { } style
            && (style.Contains("color", StringComparison.OrdinalIgnoreCase) || style.Contains("background", StringComparison.OrdinalIgnoreCase)));

    /// <summary>A picture as an element, described.</summary>
    public static string Image(Picture picture, string alt) =>
        $"<img class=\"{(picture.HasPanel ? "anb-own" : "anb-ground")}\" src=\"{picture.DataUri}\" alt=\"{TextHtml.Escape(alt)}\">";

    private void BringPictures(IHtmlDocument document, NotebookCell cell)
    {
        // The mark below is ours to give.
        foreach (var marked in document.QuerySelectorAll("[data-anb]"))
        {
            marked.RemoveAttribute("data-anb");
        }

        foreach (var svg in document.QuerySelectorAll("svg").Where(svg => svg.ParentElement?.Closest("svg") is null).ToList())
        {
            var picture = pictures.Svg.Read(svg);
            var image = Place(document, picture, picture.Alt ?? $"Drawing in cell {cell.Index + 1}; it comes without a description");
            foreach (var name in new[] { "width", "height", "style" }.Where(svg.HasAttribute))
            {
                image.SetAttribute(name, svg.GetAttribute(name)!);
            }

            svg.Replace(image);
        }

        foreach (var image in document.QuerySelectorAll("img:not([data-anb])").ToList())
        {
            var address = image.GetAttribute("src") ?? "";
            var alt = string.IsNullOrWhiteSpace(image.GetAttribute("alt")) ? null : image.GetAttribute("alt");
            if (pictures.Find(cell, address) is { } picture)
            {
                var brought = Place(document, picture, alt ?? picture.Alt ?? $"Picture {Shown(address)} in cell {cell.Index + 1}; it comes without a description");
                foreach (var name in new[] { "width", "height", "style", "title" }.Where(image.HasAttribute))
                {
                    brought.SetAttribute(name, image.GetAttribute(name)!);
                }

                image.Replace(brought);
            }
            else
            {
                job.Lose(cell, $"the picture {Shown(address)}");
                var word = document.CreateElement("em");
                word.TextContent = $"(A picture that is not on this page: {alt ?? "without a description"}. {Shown(address)})";
                image.Replace(word);
            }
        }
    }

    private static IElement Place(IHtmlDocument document, Picture picture, string alt)
    {
        var image = document.CreateElement("img");
        image.SetAttribute("data-anb", "");
        image.SetAttribute("class", picture.HasPanel ? "anb-own" : "anb-ground");
        image.SetAttribute("src", picture.DataUri);
        image.SetAttribute("alt", alt);
        return image;
    }

    private static string Shown(string address) =>
        address.StartsWith("data:", StringComparison.OrdinalIgnoreCase) ? "within its address" : address.Length > 120 ? address[..120] + "…" : address;

    /// <summary>What may be wider than the page scrolls by itself, and the keyboard gets there.</summary>
    private static void MakeReachable(IElement body)
    {
        foreach (var table in body.QuerySelectorAll("table").Where(table => table.Closest(".anb-scroll,table table") is null && table.ParentElement?.Closest("table") is null).ToList())
        {
            var frame = body.Owner!.CreateElement("div");
            frame.SetAttribute("class", "nb-scroll");
            frame.SetAttribute("tabindex", "0");
            frame.SetAttribute("role", "group");
            frame.SetAttribute("aria-label", "Table");
            table.Replace(frame);
            frame.AppendChild(table);
        }

        foreach (var block in body.QuerySelectorAll("pre"))
        {
            block.SetAttribute("tabindex", "0");
        }
    }
}

using AgentNotebook.Cells.Displays;
using AgentNotebook.Display;
using AgentNotebook.Documents.Exporting.Outputs;
using AgentNotebook.Documents.Exporting.Pictures;

namespace AgentNotebook.Documents.Exporting.Html;

/// <summary>Outputs as HTML: of the representations of one, the richest that needs no script.</summary>
/// <param name="job">The export.</param>
/// <param name="content">Brings HTML into the page.</param>
/// <param name="markdown">Renders Markdown.</param>
/// <param name="pictures">Reads SVG.</param>
internal sealed class OutputHtml(ExportJob job, ContentHtml content, MarkdownHtml markdown, NotebookPictures pictures)
{
    public string Of(CellOutput output, NotebookCell cell) => output switch
    {
        StreamOutput stream => Text(stream.Text, cell, stream.IsError ? "Printed to the error stream" : "Printed", stream.IsError ? "nb-text nb-stderr" : "nb-text"),
        ErrorOutput error => $"<div class=\"nb-error\"><p class=\"nb-label\">Error</p>\n{Text(error.Text, cell, "Error", "nb-text")}</div>\n",
        DataOutput data => OfData(data, cell),
        _ => "",
    };

    private string OfData(DataOutput output, NotebookCell cell)
    {
        if (output.Data.GetValueOrDefault(MimeBundle.Html) is { } html && OfHtml(html, cell) is { } shown)
        {
            return shown;
        }

        if (output.Data.GetValueOrDefault(Picture.Svg) is { } svg && pictures.Svg.Read(svg) is { } drawing)
        {
            return Figure(drawing, output.AltOf(Picture.Svg) ?? drawing.Alt ?? Undescribed("Drawing", cell));
        }

        foreach (var mime in Picture.PixelTypes.Where(output.Data.ContainsKey))
        {
            if (Picture.OfBase64(output.Data[mime].ReplaceLineEndings("")) is { } picture)
            {
                return Figure(picture, output.AltOf(mime) ?? Undescribed($"{mime["image/".Length..].ToUpperInvariant()} picture", cell));
            }

            job.Lose(cell, $"a picture that is no {mime}");
        }

        if (output.Data.GetValueOrDefault(MimeBundle.Markdown) is { } text)
        {
            return $"<div class=\"nb-html\">{markdown.OfOutput(text, cell)}</div>\n";
        }

        return output.Data.GetValueOrDefault(MimeBundle.Latex) is { } formula ? Text(formula, cell, "Formula in LaTeX", "nb-text")
            : output.Data.GetValueOrDefault("application/json") is { } json ? Text(json, cell, "JSON", "nb-text")
            : OfText(output, cell);
    }

    private string OfText(DataOutput output, NotebookCell cell)
    {
        // A named result is for programs that collect results, and says in text what there is to see.
        var unknown = output.Data.Keys.Where(mime => mime is not (MimeBundle.Text or MimeBundle.Html or Picture.Svg or Scrap.JsonMimeType or Scrap.TextMimeType) && !mime.StartsWith("image/", StringComparison.Ordinal)).ToList();
        if (unknown.Count > 0)
        {
            job.Lose(cell, $"an output of type {string.Join(", ", unknown)}, which needs a program to show it");
        }

        return output.Data.GetValueOrDefault(MimeBundle.Text) is { Length: > 0 } text ? Text(text, cell, "Output", "nb-text") : "";
    }

    private string? OfHtml(string html, NotebookCell cell)
    {
        var next = markdown.LevelsOfOutput();
        var (isEmpty, hasColours) = (false, false);
        var safe = content.Bring(html, cell, body =>
        {
            (isEmpty, hasColours) = (ContentHtml.IsEmpty(body), ContentHtml.HasColours(body));
            MarkdownHtml.Relevel(body, next);
        });
        return safe is null || isEmpty ? null : $"<div class=\"nb-html{(hasColours ? " nb-paper" : "")}\" tabindex=\"0\" role=\"group\" aria-label=\"Output of cell {cell.Index + 1}\">{safe}</div>\n";
    }

    private string Text(string text, NotebookCell cell, string what, string classes)
    {
        var lines = TextHtml.Lines(text);
        return TextHtml.Folded(TextHtml.Block(TextHtml.OfTerminal(text), $"{what} by cell {cell.Index + 1}", classes), $"{what}: {lines:N0} lines", lines > job.Options.LongOutputLines);
    }

    private static string Undescribed(string what, NotebookCell cell) => $"{what} in the output of cell {cell.Index + 1}; it comes without a description";

    private static string Figure(Picture picture, string alt) => $"<div class=\"nb-figure\" tabindex=\"0\" role=\"group\" aria-label=\"Picture\">{ContentHtml.Image(picture, alt)}</div>\n";
}

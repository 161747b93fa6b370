using System.Text;
using AgentNotebook.Display.RunCard;
using AgentNotebook.Documents.Exporting.Outputs;
using AgentNotebook.Documents.Exporting.Pictures;
using AgentNotebook.Magics;

namespace AgentNotebook.Documents.Exporting.Html;

/// <summary>Writes a notebook as one HTML page.</summary>
/// <remarks>
/// The page holds no script, and a policy (Content Security Policy Level 3) forbids whatever the cleaning might have missed: scripts, frames,
/// forms, and anything that is not within the page itself.
/// </remarks>
internal sealed class HtmlExporter
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

    private static readonly Lazy<string> _style = new(ReadStyle);

    private readonly ExportJob _job;
    private readonly MarkdownHtml _markdown;
    private readonly OutputHtml _outputs;
    private readonly ContentHtml _content;
    private readonly CodeHtml _code = new(BuiltInMagics.CreateCatalog());
    private readonly StringBuilder _body = new(100_000);

    private HtmlExporter(ExportJob job)
    {
        _job = job;
        var pictures = new NotebookPictures(job);
        _content = new ContentHtml(job, pictures);
        _markdown = new MarkdownHtml(job, _content);
        _outputs = new OutputHtml(job, _content, _markdown, pictures);
    }

    /// <summary>The page.</summary>
    public static string Write(ExportJob job) => new HtmlExporter(job).Write();

    private string Write()
    {
        var isFirst = true;
        foreach (var cell in _job.Document.Cells.Where(cell => !string.IsNullOrWhiteSpace(cell.Source) || (cell.Kind == CellKind.Code && cell.Outputs.Count > 0)))
        {
            var look = CellLook.Of(cell);
            if (look.IsRemoved)
            {
                continue;
            }

            _body.Append($"<div class=\"nb-cell nb-{cell.Kind.ToString().ToLowerInvariant()}\" id=\"cell-{cell.Index + 1}\">\n");
            Add(cell, look, isFirst);
            _body.Append("</div>\n");
            isFirst = false;
        }

        var name = Path.GetFileNameWithoutExtension(_job.Document.Name);
        var title = _markdown.TitleText is { Length: > 0 } text ? text : name;
        return $"""
            <!DOCTYPE html>
            <html lang="{TextHtml.Escape(_job.Options.Language)}">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{Policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{TextHtml.Escape(title)}</title>
            <style>
            {CardStyle.Sheet}
            {_style.Value}</style>
            </head>
            <body>
            <a class="nb-skip" href="#notebook">Skip to the notebook</a>
            <header class="nb-head">
            <h1>{_markdown.Title ?? TextHtml.Escape(name)}</h1>
            <p class="nb-about">{About()}</p>
            </header>
            {Contents()}<main id="notebook" tabindex="-1">
            {_body}</main>
            </body>
            </html>

            """;
    }

    private void Add(NotebookCell cell, CellLook look, bool isFirst)
    {
        switch (cell.Kind)
        {
            case CellKind.Markdown:
                _body.Append(_markdown.OfCell(cell, isFirst));
                break;
            case CellKind.Raw:
                _body.Append(TextHtml.Block(TextHtml.Escape(cell.Source), $"Text of cell {cell.Index + 1}"));
                break;
            default:
                AddCode(cell, look);
                break;
        }
    }

    private void AddCode(NotebookCell cell, CellLook look)
    {
        if (look.HasSource && !string.IsNullOrWhiteSpace(cell.Source))
        {
            var language = _job.Document.LanguageOf(cell, "csharp");
            var html = language == "csharp" ? _code.OfCell(cell.Source) : TextHtml.Escape(cell.Source);
            var count = cell.ExecutionCount is { } number ? $"In [{number}]" : "Code";
            _body.Append($"<p class=\"nb-label\">{count}{(language == "csharp" ? "" : $" <span class=\"nb-language\">{TextHtml.Escape(language)}</span>")}</p>\n");
            _body.Append(TextHtml.Folded(TextHtml.Block($"<code>{html}</code>", $"Code of cell {cell.Index + 1}", "nb-source"), "Code", look.FoldsSource));
        }

        if (!look.HasOutputs || cell.Outputs.Count == 0)
        {
            return;
        }

        var outputs = string.Concat(OutputReading.Of(cell, _job).Select(output => _outputs.Of(output, cell)));
        if (outputs.Length > 0)
        {
            _body.Append($"<div class=\"nb-outputs\">\n{TextHtml.Folded(outputs, "Output", look.FoldsOutputs)}</div>\n");
        }
    }

    private string About()
    {
        var from = $"From <code>{TextHtml.Escape(Path.GetFileName(_job.Document.Name))}</code>.";
        return NotebookExporter.HasRun(_job.Document) ? from : $"{from} It has not been executed, so there are no outputs.";
    }

    private string Contents()
    {
        if (_markdown.Headings.Count < 2)
        {
            return "";
        }

        var html = new StringBuilder("<nav class=\"nb-contents\" aria-labelledby=\"nb-contents\">\n<h2 id=\"nb-contents\">Contents</h2>\n");
        var depth = 1;
        foreach (var heading in _markdown.Headings)
        {
            // A list stands in the item before it; levels leave none out.
            if (depth < heading.Level)
            {
                html.Append("<ol>\n");
                depth++;
            }
            else
            {
                for (; depth > heading.Level; depth--)
                {
                    html.Append("</li>\n</ol>\n");
                }

                html.Append("</li>\n");
            }

            html.Append($"<li><a href=\"#{TextHtml.Escape(heading.Id)}\">{TextHtml.Escape(heading.Text)}</a>");
        }

        for (; depth > 1; depth--)
        {
            html.Append("</li>\n</ol>\n");
        }

        return html.Append("</nav>\n").ToString();
    }

    private static string ReadStyle()
    {
        using var stream = typeof(HtmlExporter).Assembly.GetManifestResourceStream("page.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

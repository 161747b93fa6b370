using AngleSharp.Dom;
using Markdig;

namespace AgentNotebook.Documents.Exporting.Html;

/// <summary>Markdown as HTML, as Jupyter and GitHub read it.</summary>
/// <param name="job">The export.</param>
/// <param name="content">Brings the HTML into the page.</param>
internal sealed class MarkdownHtml(ExportJob job, ContentHtml content)
{
    // Formulas stay what was typed, between their signs: nothing here draws them, and no script may.
    private static readonly MarkdownPipeline _pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables().UseTaskLists().UseAutoLinks().UseEmphasisExtras().UseAlertBlocks().UseMathematics().Build();

    private readonly HeadingLevels _levels = new();
    private readonly Slugs _slugs = new();
    private readonly List<PageHeading> _headings = [];

    /// <summary>The headings so far.</summary>
    public IReadOnlyList<PageHeading> Headings => _headings;

    /// <summary>The title, when the notebook begins with one: the heading of the page.</summary>
    public string? Title { get; private set; }

    /// <summary>The title without markup.</summary>
    public string? TitleText { get; private set; }

    /// <summary>Levels for headings within an output.</summary>
    public Func<int, int> LevelsOfOutput() => _levels.BelowLast();

    /// <summary>A cell's text.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="isFirst">Whether nothing stands before it.</param>
    public string OfCell(NotebookCell cell, bool isFirst) => Render(cell.Source, cell, body =>
    {
        if (isFirst && body.FirstElementChild is { LocalName: "h1" } title && title.QuerySelector("a,img") is null)
        {
            (Title, TitleText) = (title.InnerHtml, title.TextContent.Trim());
            title.Remove();
        }

        foreach (var heading in body.QuerySelectorAll("h1,h2,h3,h4,h5,h6").ToList())
        {
            var level = _levels.Next(heading.LocalName[1] - '0');
            var text = heading.TextContent.Trim();
            var id = _slugs.Next(text);
            _headings.Add(new PageHeading(level, id, text));
            Rename(heading, level).SetAttribute("id", id);
        }

        foreach (var link in body.QuerySelectorAll("a[href^='#']"))
        {
            link.SetAttribute("href", "#" + Slugs.Of(Uri.UnescapeDataString(link.GetAttribute("href")![1..])));
        }
    });

    /// <summary>Markdown that a cell put out.</summary>
    public string OfOutput(string text, NotebookCell cell)
    {
        var next = LevelsOfOutput();
        return Render(text, cell, body => Relevel(body, next));
    }

    /// <summary>Gives the headings of an output their levels.</summary>
    public static void Relevel(IElement body, Func<int, int> next)
    {
        foreach (var heading in body.QuerySelectorAll("h1,h2,h3,h4,h5,h6").ToList())
        {
            Rename(heading, next(heading.LocalName[1] - '0'));
        }
    }

    private static IElement Rename(IElement heading, int level)
    {
        var renamed = heading.Owner!.CreateElement($"h{level}");
        foreach (var attribute in heading.Attributes.ToList())
        {
            renamed.SetAttribute(attribute.Name, attribute.Value);
        }

        renamed.Append([.. heading.ChildNodes]);
        heading.Replace(renamed);
        return renamed;
    }

    private string Render(string text, NotebookCell cell, Action<IElement> arrange)
    {
        string? html = null;
        try
        {
            html = content.Bring(Markdig.Markdown.ToHtml(text, _pipeline), cell, arrange);
        }
        catch (ArgumentException)
        {
            // Markdig refuses what would be too deep for it.
            job.Lose(cell, "Markdown nested too deep to be read, which stands there as text");
        }

        return html ?? TextHtml.Block(TextHtml.Escape(text), $"Text of cell {cell.Index + 1}");
    }
}

using AgentNotebook.Display;
using Microsoft.AspNetCore.Html;

namespace AgentNotebook.Cells.Displays;

/// <summary>
/// Texts to show as what they are. Cells import these functions, and do not have them as members: so a type of the same name that a cell
/// imports itself, such as Markdig's <c>Markdown</c>, comes first.
/// </summary>
public static class Content
{
    /// <summary>HTML to show, or to build other HTML with.</summary>
    public static IHtmlContent HTML(string content) => new HtmlString(content);

    /// <summary>Markdown to show.</summary>
    public static MimeBundle Markdown(string content) => MimeBundle.FromSource(MimeBundle.Markdown, content);

    /// <summary>An SVG picture to show.</summary>
    public static MimeBundle SVG(string content) => MimeBundle.FromSource(MimeBundle.Svg, content);

    /// <summary>LaTeX to show; formulas stand between <c>$</c> signs.</summary>
    public static MimeBundle LaTeX(string content) => MimeBundle.FromSource(MimeBundle.Latex, content);

    /// <summary>Hands a script to the front end, which runs it if it runs scripts at all.</summary>
    /// <exception cref="InvalidOperationException">No cell runs here.</exception>
    public static DisplayedValue Javascript(string script) => CellDisplays.Current.Show(MimeBundle.FromSource(MimeBundle.JavaScript, script), mimeType: null, displayId: null);
}

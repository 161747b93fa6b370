using System.Globalization;

namespace AgentNotebook.Display;

/// <summary>One thing to show, in several representations of which a front end picks the richest it knows.</summary>
/// <remarks>Every bundle carries <c>text/plain</c>: a front end that knows nothing else still shows something.</remarks>
/// <param name="Data">Content by mime type. JSON mime types hold JSON text.</param>
public sealed record MimeBundle(IReadOnlyDictionary<string, string> Data)
{
    private const int LongestSource = 10_000;

    /// <summary>Mime type of plain text.</summary>
    public const string Text = "text/plain";

    /// <summary>Mime type of HTML.</summary>
    public const string Html = "text/html";

    /// <summary>Mime type of SVG.</summary>
    public const string Svg = "image/svg+xml";

    /// <summary>Mime type of Markdown.</summary>
    public const string Markdown = "text/markdown";

    /// <summary>Mime type of LaTeX.</summary>
    public const string Latex = "text/latex";

    /// <summary>Mime type of a script.</summary>
    public const string JavaScript = "application/javascript";

    /// <summary>Mime type of a Mermaid diagram, as JupyterLab 4.1 and later draw it.</summary>
    public const string Mermaid = "text/vnd.mermaid";

    /// <summary>A bundle of plain text.</summary>
    public static MimeBundle FromText(string text) => new(new Dictionary<string, string> { [Text] = text });

    /// <summary>A bundle of HTML and the plain text that stands for it.</summary>
    public static MimeBundle FromHtml(string html, string text) =>
        new(new Dictionary<string, string> { [Html] = html, [Text] = text });

    /// <summary>A bundle of one text that front ends which do not know its type show as it was written; of a long one, the beginning.</summary>
    /// <param name="mimeType">The type of the text.</param>
    /// <param name="source">The text.</param>
    public static MimeBundle FromSource(string mimeType, string source) =>
        mimeType == Text ? FromText(source) : new(new Dictionary<string, string> { [mimeType] = source, [Text] = Beginning(source) });

    /// <summary>A bundle of SVG and the plain text that stands for it.</summary>
    public static MimeBundle FromSvg(string svg, string text) =>
        new(new Dictionary<string, string> { [Svg] = svg, [Text] = text });

    // Whoever shows the source instead of what it means wants to recognize it; all of it would travel and be stored twice.
    private static string Beginning(string source)
    {
        if (source.Length <= LongestSource)
        {
            return source;
        }

        var end = char.IsHighSurrogate(source[LongestSource - 1]) ? LongestSource - 1 : LongestSource;
        return string.Create(CultureInfo.InvariantCulture, $"{source[..end]}\n… (cut: {source.Length:N0} characters, of which {end:N0} are shown)");
    }
}

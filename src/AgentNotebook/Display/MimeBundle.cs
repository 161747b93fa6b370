namespace AgentNotebook.Display;

/// <summary>One thing to show, in several representations of which a front end picks the richest it knows.</summary>
/// <remarks>Every bundle carries <c>text/plain</c>: a front end that knows nothing else still shows something.</remarks>
/// <param name="Data">Content by mime type. JSON mime types hold JSON text.</param>
public sealed record MimeBundle(IReadOnlyDictionary<string, string> Data)
{
    /// <summary>Mime type of plain text.</summary>
    public const string Text = "text/plain";

    /// <summary>Mime type of HTML.</summary>
    public const string Html = "text/html";

    /// <summary>Mime type of SVG.</summary>
    public const string Svg = "image/svg+xml";

    /// <summary>A bundle of plain text.</summary>
    public static MimeBundle FromText(string text) => new(new Dictionary<string, string> { [Text] = text });

    /// <summary>A bundle of HTML and the plain text that stands for it.</summary>
    public static MimeBundle FromHtml(string html, string text) =>
        new(new Dictionary<string, string> { [Html] = html, [Text] = text });

    /// <summary>A bundle of SVG and the plain text that stands for it.</summary>
    public static MimeBundle FromSvg(string svg, string text) =>
        new(new Dictionary<string, string> { [Svg] = svg, [Text] = text });
}

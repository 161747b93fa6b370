namespace AgentNotebook.Display.Svg;

/// <summary>A picture that shrinks with its page down to where it can still be read, and can be scrolled beyond.</summary>
/// <remarks>
/// JupyterLab shows <c>image/svg+xml</c> as an <c>img</c> that it neither shrinks nor lets shrink itself: in a narrow cell it is cut at the
/// right edge. The same picture as HTML obeys its own style. Front ends that show no HTML have the picture as it is.
/// </remarks>
internal static class ShrinkingPicture
{
    /// <summary>The style of a picture's root.</summary>
    /// <param name="least">The width below which its texts can no longer be read, in pixels.</param>
    public static string Style(double least) => $"max-width:100%;min-width:{SvgNumber.Text(least)}px;height:auto";

    /// <summary>The picture in a frame that scrolls.</summary>
    /// <param name="svg">One <c>svg</c> element of our own.</param>
    /// <param name="name">Names the frame to those who cannot see it.</param>
    /// <param name="mark">A <see cref="VolatileMark"/>; none by default.</param>
    public static string Frame(string svg, string name, string? mark = null) =>
        $"<div{(mark is null ? "" : $" {mark}")} style=\"max-width:100%;overflow-x:auto\" role=\"group\" tabindex=\"0\" aria-label=\"{SvgText.Escape(name)}\">{svg}</div>";

    /// <summary>A bundle of the picture, framed and bare, and the plain text that stands for it.</summary>
    /// <param name="svg">One <c>svg</c> element of our own.</param>
    /// <param name="name">Names it to those who cannot see it.</param>
    /// <param name="text">The plain text.</param>
    /// <param name="mark">A <see cref="VolatileMark"/>; none by default.</param>
    public static MimeBundle Bundle(string svg, string name, string text, string? mark = null) =>
        new(new Dictionary<string, string> { [MimeBundle.Html] = Frame(svg, name, mark), [MimeBundle.Svg] = svg, [MimeBundle.Text] = text });
}

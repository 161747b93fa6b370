using System.Text;

namespace AgentNotebook.Display.Svg;

/// <summary>The colours of every picture, for light and for dark pages.</summary>
/// <remarks>
/// <para>Front ends treat a picture differently. JupyterLab shows <c>image/svg+xml</c> as an <c>img</c>, in which the
/// page's text colour is not known (<c>currentColor</c> is black there) but <c>prefers-color-scheme</c> is: the page's
/// scheme since JupyterLab 4.3, the system's before. VS Code and run cards place it inline, where the page's theme
/// shows in an attribute or class of <c>body</c>. Renderers that know no style sheet see the plain attributes.</para>
/// <para>So a picture always paints a panel of its own and takes all its colours from one set: whichever set is chosen,
/// text keeps its contrast (WCAG 2.1: 4.5 to 1 or more).</para>
/// </remarks>
internal static class SvgTheme
{
    /// <summary>Class of the root element; all rules hang on it, so that an inline picture leaves the page alone.</summary>
    public const string RootClass = "anb";

    /// <summary>The style sheet.</summary>
    public static string Css { get; } = Sheet();

    /// <summary>The colour on light pages, also what renderers without style sheets show.</summary>
    public static string Light(SvgInk ink) => ink switch
    {
        SvgInk.Panel => "#ffffff",
        SvgInk.Border => "#d0d7de",
        SvgInk.Text => "#1f2328",
        SvgInk.Muted => "#59636e",
        SvgInk.Grid => "#e7ebef",
        SvgInk.Primary => "#0969da",
        SvgInk.Secondary => "#bc4c00",
        SvgInk.Accent => "#8250df",
        SvgInk.Good => "#1a7f37",
        SvgInk.Bad => "#cf222e",
        _ => throw new ArgumentOutOfRangeException(nameof(ink), ink, "This ink has no colour."),
    };

    /// <summary>The colour on dark pages.</summary>
    public static string Dark(SvgInk ink) => ink switch
    {
        SvgInk.Panel => "#161b22",
        SvgInk.Border => "#3d444d",
        SvgInk.Text => "#e6edf3",
        SvgInk.Muted => "#9ba3ad",
        SvgInk.Grid => "#2a313a",
        SvgInk.Primary => "#58a6ff",
        SvgInk.Secondary => "#f0883e",
        SvgInk.Accent => "#bc8cff",
        SvgInk.Good => "#3fb950",
        SvgInk.Bad => "#f85149",
        _ => throw new ArgumentOutOfRangeException(nameof(ink), ink, "This ink has no colour."),
    };

    /// <summary>Class that fills with an ink.</summary>
    public static string FillClass(SvgInk ink) => $"anb-f-{Name(ink)}";

    /// <summary>Class that strokes with an ink.</summary>
    public static string StrokeClass(SvgInk ink) => $"anb-s-{Name(ink)}";

    private static string Name(SvgInk ink) => ink.ToString().ToLowerInvariant();

    private static string Sheet()
    {
        var inks = Enum.GetValues<SvgInk>();
        var light = string.Concat(inks.Select(ink => $"--anb-{Name(ink)}:{Light(ink)};"));
        var dark = string.Concat(inks.Select(ink => $"--anb-{Name(ink)}:{Dark(ink)};"));
        var css = new StringBuilder()
            .Append($".anb{{{light}}}")
            .Append($"@media (prefers-color-scheme:dark){{.anb{{{dark}}}}}")
            .Append($"[data-jp-theme-light=true] .anb,.vscode-light .anb{{{light}}}")
            .Append($"[data-jp-theme-light=false] .anb,.vscode-dark .anb,.vscode-high-contrast:not(.vscode-high-contrast-light) .anb{{{dark}}}");
        foreach (var ink in inks)
        {
            css.Append($".{FillClass(ink)}{{fill:var(--anb-{Name(ink)})}}.{StrokeClass(ink)}{{stroke:var(--anb-{Name(ink)})}}");
        }

        return css.ToString();
    }
}

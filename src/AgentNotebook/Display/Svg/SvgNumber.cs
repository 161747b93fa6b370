using System.Globalization;

namespace AgentNotebook.Display.Svg;

/// <summary>Numbers as SVG writes them, the same under every culture.</summary>
internal static class SvgNumber
{
    /// <summary>A coordinate with at most one decimal: a tenth of a pixel cannot be seen, and the digits add up.</summary>
    public static string Text(double value)
    {
        var text = value.ToString("0.#", CultureInfo.InvariantCulture);
        return text == "-0" ? "0" : text;
    }
}

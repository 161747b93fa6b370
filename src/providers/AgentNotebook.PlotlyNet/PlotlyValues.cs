namespace AgentNotebook.PlotlyNet;

/// <summary>Plotly's objects by the names of their attributes, and text in them.</summary>
/// <remarks>Source: plotly.js, "Figure reference".</remarks>
internal static class PlotlyValues
{
    private const int LongestText = 200;

    /// <summary>Sets attributes.</summary>
    internal static T With<T>(this T target, params (string Name, object? Value)[] attributes)
        where T : DynamicObj.DynamicObj
    {
        foreach (var (name, value) in attributes)
        {
            target.SetProperty(name, value);
        }

        return target;
    }

    /// <summary>An object with attributes.</summary>
    internal static DynamicObj.DynamicObj Object(params (string Name, object? Value)[] attributes) => new DynamicObj.DynamicObj().With(attributes);

    /// <summary>
    /// Text that is shown as it stands. Plotly takes tags in texts, links among them, and names of marks and reasons of steps come from models: nothing in them
    /// is a tag.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="most">How many characters are shown; what is longer is cut.</param>
    internal static string Text(string text, int most = LongestText)
    {
        var cut = text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)] + "…";
        return string.Concat(cut.Select(character => char.IsControl(character) ? ' ' : character)).Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
    }
}

namespace AgentNotebook.Cells.Displays;

/// <summary>Lets every object show itself.</summary>
public static class DisplayExtensions
{
    /// <summary>Shows a value below the cell, as <see cref="CellGlobals.display"/> does.</summary>
    /// <param name="value">Anything.</param>
    /// <param name="mimeType">The representation wanted. A string is then taken as content of that type, bytes as its binary content. <see langword="null"/> chooses for the value.</param>
    /// <param name="displayId">Names it for later updates; <see langword="null"/> takes a name of its own.</param>
    /// <returns>A handle that changes what is shown.</returns>
    /// <exception cref="InvalidOperationException">No cell runs here.</exception>
    public static DisplayedValue Display(this object? value, string? mimeType = null, string? displayId = null) =>
        CellDisplays.Current.Show(value, mimeType, displayId);
}

using AgentNotebook.Sessions;

namespace AgentNotebook.Cells;

/// <summary>The members every C# cell sees without a declaration.</summary>
public sealed class CellGlobals
{
    private readonly Func<object?, string?, DisplayedValue> _display;

    internal CellGlobals(Func<object?, string?, DisplayedValue> display, Session session) => (_display, Session) = (display, session);

    /// <summary>What is kept from one start of the notebook to the next: <c>Session["name"] = value</c>.</summary>
    public Session Session { get; }

#pragma warning disable IDE1006 // Notebooks have written it in lower case since before this one.
    /// <summary>Shows a value below the cell.</summary>
    /// <param name="value">Anything; a <see cref="AgentNotebook.Display.MimeBundle"/> is shown as it is.</param>
    /// <param name="mimeType">The representation wanted. A string is then taken as content of that type. <see langword="null"/> chooses for the value.</param>
    /// <returns>A handle that changes what is shown.</returns>
    public DisplayedValue display(object? value, string? mimeType = null) => _display(value, mimeType);
#pragma warning restore IDE1006
}

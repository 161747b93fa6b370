using AgentNotebook.Cells.Output;
using AgentNotebook.Cells.Rendering;
using AgentNotebook.Display;

namespace AgentNotebook.Cells.Displays;

/// <summary>Shows what the code of a notebook's cells wants to be seen.</summary>
internal sealed class CellDisplays(ValueRenderer renderer, OutputSink sink, TimeProvider time)
{
    /// <summary>The notebook's clock.</summary>
    public TimeProvider Time => time;

    /// <summary>What the calling cell shows with.</summary>
    /// <exception cref="InvalidOperationException">No cell runs here.</exception>
    public static CellDisplays Current => ConsoleRouter.Current?.Displays
        ?? throw new InvalidOperationException("Only the code of a cell can show something, and no cell runs here.");

    public DisplayedValue Show(object? value, string? mimeType, string? displayId)
    {
        ConsoleRouter.Current?.ThrowIfStopped();
        displayId ??= Guid.NewGuid().ToString("N");
        sink.Display(renderer.Render(value, mimeType), displayId);
        ConsoleRouter.Current?.ThrowIfStopped();
        return new DisplayedValue(displayId, changed => Update(displayId, changed, mimeType));
    }

    public void Update(string displayId, object? value, string? mimeType)
    {
        ConsoleRouter.Current?.ThrowIfStopped();
        sink.Update(displayId, renderer.Render(value, mimeType));
    }

    /// <summary>Replaces what is shown, also while the cell is being stopped.</summary>
    public void Replace(string displayId, MimeBundle bundle) => sink.Update(displayId, bundle);

    public void Clear(bool wait)
    {
        ConsoleRouter.Current?.ThrowIfStopped();
        sink.Clear(wait);
    }
}

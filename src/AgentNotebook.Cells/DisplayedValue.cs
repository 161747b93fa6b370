namespace AgentNotebook.Cells;

/// <summary>Something a cell has shown and may change.</summary>
public sealed class DisplayedValue
{
    private readonly Action<object?> _update;

    internal DisplayedValue(string displayId, Action<object?> update)
    {
        DisplayId = displayId;
        _update = update;
    }

    /// <summary>The display id it was shown under.</summary>
    public string DisplayId { get; }

    /// <summary>Shows another value in its place. Works from later cells too; between cells it does nothing.</summary>
    /// <param name="value">The value, rendered as <c>display</c> renders it.</param>
    public void Update(object? value) => _update(value);
}

namespace AgentNotebook.Cells.Running;

/// <summary>Text that runs: a cell, or a file that one imports.</summary>
/// <param name="Cell">The text, its language, and the id of the cell it runs for.</param>
/// <param name="Name">What messages call it.</param>
/// <param name="Folder">Where its relative paths begin.</param>
/// <param name="DebugPath">Names it in stack frames.</param>
/// <param name="File">Full path of the file it comes from; <see langword="null"/> for a cell.</param>
/// <param name="Importer">What imports it; <see langword="null"/> for a cell.</param>
internal sealed record SourceUnit(CellSource Cell, string Name, string Folder, string DebugPath, string? File = null, SourceUnit? Importer = null)
{
    /// <summary>What is to be done when it has run.</summary>
    public List<Action> AtEnd { get; } = [];

    /// <summary>It, what imports it, and so on up to the cell.</summary>
    public IEnumerable<SourceUnit> Chain
    {
        get
        {
            for (var unit = this; unit is not null; unit = unit.Importer)
            {
                yield return unit;
            }
        }
    }
}

using System.Collections.Concurrent;

namespace AgentNotebook.Magics.AgentRuns.Checks;

/// <summary>The checks that cells of a notebook declared, by name.</summary>
public sealed class CheckCells
{
    private readonly ConcurrentDictionary<string, CheckCell> _cells = new(StringComparer.Ordinal);

    internal IReadOnlyList<string> Names => [.. _cells.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Keeps a cell's checks, in the place of those that had the name.</summary>
    /// <returns>Whether there were such.</returns>
    internal bool Keep(CheckCell cell)
    {
        var replaced = _cells.ContainsKey(cell.Name);
        _cells[cell.Name] = cell;
        return replaced;
    }

    internal CheckCell? Find(string name) => _cells.GetValueOrDefault(name);
}

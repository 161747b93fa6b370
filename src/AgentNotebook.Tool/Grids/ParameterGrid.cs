using System.Globalization;
using AgentNotebook.Documents;

namespace AgentNotebook.Tool.Grids;

/// <summary>The members of a grid: every combination of the values of its axes.</summary>
internal static class ParameterGrid
{
    /// <summary>The members, the last axis changing fastest.</summary>
    /// <param name="axes">The axes, one at least.</param>
    /// <param name="shared">The values that all members have.</param>
    /// <param name="most">The most members.</param>
    /// <exception cref="UsageException">A parameter is named twice, or there are too many members.</exception>
    public static IReadOnlyList<GridMember> Members(IReadOnlyList<GridAxis> axes, IReadOnlyList<NotebookParameter> shared, int most)
    {
        if (axes.GroupBy(axis => axis.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new UsageException($"--grid names '{twice.Key}' twice. Give all its values at once, with commas.");
        }

        if (axes.FirstOrDefault(axis => shared.Any(value => value.Name == axis.Name)) is { } both)
        {
            throw new UsageException($"'{both.Name}' is on the grid, and has one value for all as well. Leave one of them out.");
        }

        var count = axes.Aggregate((Int128)1, (product, axis) => product * axis.Values.Count);
        if (count > most)
        {
            throw new UsageException($"The grid has {count.ToString("N0", CultureInfo.InvariantCulture)} members ({string.Join(" × ", axes.Select(axis => $"{axis.Values.Count} {axis.Name}"))}); at most {most:N0} run. Give fewer values, or raise --max-members.");
        }

        IEnumerable<IReadOnlyList<NotebookParameter>> combinations = [[]];
        foreach (var axis in axes)
        {
            combinations = combinations.SelectMany(begun => axis.Values.Select(IReadOnlyList<NotebookParameter> (value) => [.. begun, value]));
        }

        return [.. combinations.Select(values => GridMember.Of(values, shared))];
    }
}

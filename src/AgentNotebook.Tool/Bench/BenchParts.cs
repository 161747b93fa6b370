using AgentNotebook.Text;

namespace AgentNotebook.Tool.Bench;

/// <summary>Chooses among the parts of a benchmark.</summary>
internal static class BenchParts
{
    /// <summary>The part of a name, or all of them when none is named.</summary>
    /// <exception cref="UsageException">There is no such part; says which there are.</exception>
    public static IReadOnlyList<TPart> Select<TPart>(this IBenchmark benchmark, IReadOnlyList<TPart> parts, string? only)
        where TPart : IBenchPart
    {
        if (only is null)
        {
            return parts;
        }

        var nearest = NearestName.Of(only, [.. parts.Select(part => part.Name)]);
        return parts.Where(part => part.Name == only).ToList() is { Count: > 0 } selected
            ? selected
            : throw new UsageException($"The benchmark '{benchmark.Name}' has no part '{only}'. {(nearest is null ? "" : $"Did you mean '{nearest}'? ")}Parts: {benchmark.Parts}.");
    }
}

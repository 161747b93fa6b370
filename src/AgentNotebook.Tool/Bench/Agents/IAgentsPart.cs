using AgentNotebook.Tool.Bench.Figures;

namespace AgentNotebook.Tool.Bench.Agents;

/// <summary>One part of the benchmark, which can be measured by itself.</summary>
internal interface IAgentsPart : IBenchPart
{
    /// <summary>Measures.</summary>
    /// <param name="repetitions">How often, by what.</param>
    /// <param name="cancellationToken">Stops measuring.</param>
    Task<IReadOnlyList<Figure>> MeasureAsync(IReadOnlyDictionary<string, int> repetitions, CancellationToken cancellationToken);
}

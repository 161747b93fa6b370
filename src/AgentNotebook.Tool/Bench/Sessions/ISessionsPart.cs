using AgentNotebook.Tool.Bench.Figures;

namespace AgentNotebook.Tool.Bench.Sessions;

/// <summary>One part of the benchmark, which can be measured by itself.</summary>
internal interface ISessionsPart : IBenchPart
{
    /// <summary>Measures.</summary>
    /// <param name="folder">A folder of its own, empty, on the disk that is measured.</param>
    /// <param name="repetitions">How often, by what.</param>
    /// <param name="cancellationToken">Stops measuring.</param>
    IReadOnlyList<Figure> Measure(string folder, IReadOnlyDictionary<string, int> repetitions, CancellationToken cancellationToken);
}

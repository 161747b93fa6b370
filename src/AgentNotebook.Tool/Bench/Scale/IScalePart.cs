using AgentNotebook.Tool.Bench.Figures;

namespace AgentNotebook.Tool.Bench.Scale;

/// <summary>One part of the benchmark, which can be measured by itself.</summary>
internal interface IScalePart : IBenchPart
{
    /// <summary>How often it measures, when nothing else is asked.</summary>
    int Repetitions { get; }

    /// <summary>What is missing here to measure it, and how to get that; <see langword="null"/> when nothing is.</summary>
    string? Missing { get; }

    /// <summary>Measures.</summary>
    /// <param name="folder">A folder of its own, empty.</param>
    /// <param name="repetitions">How often.</param>
    /// <param name="cancellationToken">Stops measuring.</param>
    Task<IReadOnlyList<Figure>> MeasureAsync(string folder, int repetitions, CancellationToken cancellationToken);
}

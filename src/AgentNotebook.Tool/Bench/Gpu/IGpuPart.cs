namespace AgentNotebook.Tool.Bench.Gpu;

/// <summary>One part of the benchmark, which can be measured by itself.</summary>
internal interface IGpuPart : IBenchPart
{
    /// <summary>How often it repeats what, when nothing else is asked for.</summary>
    IReadOnlyDictionary<string, int> Repetitions { get; }

    /// <summary>Measures, and adds its figures to the bench.</summary>
    /// <param name="bench">What the parts share.</param>
    /// <param name="cancellationToken">Stops measuring.</param>
    Task MeasureAsync(GpuBench bench, CancellationToken cancellationToken);
}

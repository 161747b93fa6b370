namespace AgentNotebook.Tool.Bench.Sandbox;

/// <summary>One part of the benchmark, which can be measured by itself.</summary>
internal interface ISandboxPart : IBenchPart
{
    /// <summary>Measures, and adds its figures to the bench.</summary>
    /// <param name="bench">What the parts share.</param>
    /// <param name="cancellationToken">Stops measuring.</param>
    Task MeasureAsync(SandboxBench bench, CancellationToken cancellationToken);
}

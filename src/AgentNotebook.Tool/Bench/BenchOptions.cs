namespace AgentNotebook.Tool.Bench;

/// <summary>What the command line asks of a benchmark.</summary>
/// <param name="Json">Whether to print JSON.</param>
/// <param name="Only">The part to measure, as <see cref="IBenchmark.Parts"/> describes; <see langword="null"/> for all of it.</param>
public sealed record BenchOptions(bool Json, string? Only)
{
    /// <summary>How often to repeat what <see cref="IBenchmark.Repetitions"/> names, where that is not the default.</summary>
    /// <value>Default none.</value>
    public IReadOnlyDictionary<string, int> Repetitions { get; init; } = new Dictionary<string, int>();
}

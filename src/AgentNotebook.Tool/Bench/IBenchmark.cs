namespace AgentNotebook.Tool.Bench;

/// <summary>Something that can be measured by name.</summary>
public interface IBenchmark
{
    /// <summary>The name in <c>agentnb bench NAME</c>.</summary>
    string Name { get; }

    /// <summary>What <c>--only</c> takes to measure a part; <see langword="null"/> when it measures all or nothing.</summary>
    string? Parts => null;

    /// <summary>What <c>--repetitions</c> can change, with the defaults; empty when nothing.</summary>
    IReadOnlyDictionary<string, int> Repetitions => new Dictionary<string, int>();

    /// <summary>Measures, and prints a table or JSON to standard output.</summary>
    /// <param name="options">How to measure and print.</param>
    /// <param name="cancellationToken">Stops measuring.</param>
    /// <returns><see langword="false"/> when something that was measured gave a wrong answer or none. A figure that misses its goal is still a figure.</returns>
    Task<bool> RunAsync(BenchOptions options, CancellationToken cancellationToken);
}

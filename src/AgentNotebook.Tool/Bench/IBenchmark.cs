namespace AgentNotebook.Tool.Bench;

/// <summary>Something that can be measured by name.</summary>
public interface IBenchmark
{
    /// <summary>The name in <c>agentnb bench NAME</c>.</summary>
    string Name { get; }

    /// <summary>Measures, and prints a table or JSON to standard output.</summary>
    Task RunAsync(bool json, CancellationToken cancellationToken);
}

namespace AgentNotebook.Models;

/// <summary>The models of a run, as the user named them.</summary>
/// <param name="Model">Who thinks, such as <c>repair</c> or <c>openai:NAME</c>.</param>
public sealed record ModelChoice(string Model)
{
    /// <summary>Other models for single roles.</summary>
    /// <value>Default none.</value>
    public IReadOnlyDictionary<ModelRole, string> ModelFor { get; init; } = new Dictionary<ModelRole, string>();

    /// <summary>The endpoint of models behind HTTP.</summary>
    /// <value>Default <see langword="null"/>: the models' own.</value>
    public string? Endpoint { get; init; }

    /// <summary>The environment variable that holds the key of models behind HTTP; never the key itself.</summary>
    /// <value>Default <see langword="null"/>: the models' own.</value>
    public string? ApiKeyVariable { get; init; }
}

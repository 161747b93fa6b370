namespace AgentNotebook.Documents.Manifest;

/// <summary>A parameter that a notebook was given.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Literal">Its value as C# source, which tells its type, too.</param>
public sealed record ManifestParameter(string Name, string Literal);

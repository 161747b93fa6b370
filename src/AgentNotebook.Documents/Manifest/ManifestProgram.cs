namespace AgentNotebook.Documents.Manifest;

/// <summary>What executed a notebook.</summary>
/// <param name="Name">The program's name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Runtime">The .NET runtime with its version, such as <c>.NET 10.0.1</c>.</param>
/// <param name="Compiler">The version of the C# compiler that compiled the cells.</param>
public sealed record ManifestProgram(string Name, string Version, string Runtime, string Compiler);

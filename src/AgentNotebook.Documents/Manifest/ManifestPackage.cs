namespace AgentNotebook.Documents.Manifest;

/// <summary>A package that was loaded.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Sha512">NuGet's hash of its content: SHA-512 in base64; empty when NuGet told none.</param>
public sealed record ManifestPackage(string Id, string Version, string Sha512);

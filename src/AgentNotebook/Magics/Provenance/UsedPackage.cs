namespace AgentNotebook.Magics.Provenance;

/// <summary>A package that a notebook loaded.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Version">The version that NuGet chose.</param>
/// <param name="Sha512">NuGet's hash of the package's content: SHA-512 in base64; empty when NuGet told none.</param>
public sealed record UsedPackage(string Id, string Version, string Sha512);

namespace AgentNotebook.Cells.Packages;

/// <summary>A package on this machine, and its files for this machine.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Version">The version that NuGet chose.</param>
/// <param name="Sha512">NuGet's hash of its content, in base64; empty when it told none.</param>
/// <param name="Compile">Full paths of the assemblies to compile against.</param>
/// <param name="Runtime">Full paths of the assemblies to load.</param>
/// <param name="Native">Full paths of the native libraries to load.</param>
internal sealed record RestoredPackage(string Id, string Version, string Sha512, IReadOnlyList<string> Compile, IReadOnlyList<string> Runtime, IReadOnlyList<string> Native);

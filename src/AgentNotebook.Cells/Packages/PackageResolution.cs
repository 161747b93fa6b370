using System.Runtime.InteropServices;

namespace AgentNotebook.Cells.Packages;

/// <summary>What the .NET SDK finds of packages that are asked for by their exact versions.</summary>
/// <param name="Hashes">NuGet's hash of each package's content by the package's name, letter case aside: SHA-512 in base64.</param>
/// <param name="Problem">Why they were not found; <see langword="null"/> when they were.</param>
/// <param name="Blamed">The package that is to blame for it, when that is known.</param>
public sealed record PackageResolution(IReadOnlyDictionary<string, string> Hashes, string? Problem = null, string? Blamed = null)
{
    /// <summary>Finds packages: in the packages folder of this machine, else in the sources that it and the <c>NuGet.config</c> of a folder name. Nothing is loaded.</summary>
    /// <param name="packages">Names and versions.</param>
    /// <param name="folder">The folder whose <c>NuGet.config</c>, with those above it, counts.</param>
    /// <param name="options">Limits of time and size; <see langword="null"/> takes the defaults.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    public static async Task<PackageResolution> FindAsync(IReadOnlyList<(string Id, string Version)> packages, string folder, CellEngineOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new CellEngineOptions();
        var runtime = RuntimeInformation.RuntimeIdentifier;
        using var project = new RestoreProject();
        try
        {
            project.Write(packages.Select(package => (package.Id, $"[{package.Version}]")), [], runtime, folder);
            await RestoreProcess.RunAsync(project, options.MaxRestoreTime, cancellationToken);
            var found = ProjectAssets.Read(project.Assets, runtime, options.MaxRestoreBytes);
            return new PackageResolution(found.ToDictionary(package => package.Id, package => package.Sha512, StringComparer.OrdinalIgnoreCase));
        }
        catch (RestoreFailedException exception)
        {
            return new PackageResolution(new Dictionary<string, string>(), exception.Message, exception.Package);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new PackageResolution(new Dictionary<string, string>(), $"The list of packages cannot be written: {exception.Message}");
        }
    }
}

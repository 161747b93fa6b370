using System.Xml.Linq;

namespace AgentNotebook.Cells.Packages;

/// <summary>A project that refers to packages and does nothing else, in a folder of its own that no file above it changes.</summary>
internal sealed class RestoreProject : IDisposable
{
    private readonly Lazy<DirectoryInfo> _folder = new(() => Directory.CreateTempSubdirectory("agentnb-packages-"));

    /// <summary>The folder.</summary>
    public string Folder => _folder.Value.FullName;

    /// <summary>The project's file.</summary>
    public string File => Path.Combine(Folder, "packages.csproj");

    /// <summary>What NuGet writes.</summary>
    public string Assets => Path.Combine(Folder, "obj", "project.assets.json");

    /// <summary>Writes the project.</summary>
    /// <param name="packages">Names and versions.</param>
    /// <param name="sources">Sources beside those that the machine knows.</param>
    /// <param name="runtime">The runtime identifier.</param>
    /// <param name="configuration">The folder whose <c>NuGet.config</c>, with those above it, counts.</param>
    public void Write(IEnumerable<(string Id, string Version)> packages, IEnumerable<string> sources, string runtime, string configuration)
    {
        foreach (var file in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
        {
            System.IO.File.WriteAllText(Path.Combine(Folder, file), "<Project />");
        }

        new XElement(
            "Project",
            new XAttribute("Sdk", "Microsoft.NET.Sdk"),
            new XElement(
                "PropertyGroup",
                new XElement("TargetFramework", $"net{Environment.Version.Major}.0"),
                new XElement("RuntimeIdentifier", runtime),
                new XElement("SelfContained", "false"),
                new XElement("UseAppHost", "false"),
                // Asks the source for more than the packages.
                new XElement("NuGetAudit", "false"),
                new XElement("RestoreRootConfigDirectory", Escape(configuration)),
                new XElement("RestoreAdditionalProjectSources", string.Join(';', sources.Select(Escape)))),
            new XElement(
                "ItemGroup",
                packages.Select(package => new XElement("PackageReference", new XAttribute("Include", package.Id), new XAttribute("Version", package.Version)))))
            .Save(File);
    }

    /// <summary>Removes the folder.</summary>
    public void Dispose()
    {
        if (_folder.IsValueCreated)
        {
            try
            {
                _folder.Value.Delete(recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A folder of a few kilobytes below the temporary ones.
            }
        }
    }

    /// <summary>Keeps MSBuild from reading characters as its own (its documentation, "MSBuild special characters").</summary>
    private static string Escape(string text) =>
        string.Concat(text.Select(c => "%$@';?*()".Contains(c) ? $"%{(int)c:X2}" : c.ToString()));
}

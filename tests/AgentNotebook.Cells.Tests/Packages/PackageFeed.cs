using System.IO.Compression;
using AgentNotebook.Cells.Tests.Libraries;

namespace AgentNotebook.Cells.Tests.Packages;

/// <summary>A folder of packages, made for a test.</summary>
internal sealed class PackageFeed(string folder)
{
    public string Folder => folder;

    /// <summary>Writes a package with one assembly that has a class of the package's name with a property Value.</summary>
    /// <param name="id">The package.</param>
    /// <param name="version">Its version, which is the property's value, too.</param>
    /// <param name="needs">A package and version it depends on.</param>
    public void Add(string id, string version, (string Id, string Version)? needs = null)
    {
        Directory.CreateDirectory(folder);
        var scratch = Directory.CreateTempSubdirectory("agentnb-test-").FullName;
        var numbers = version.Split('-')[0];
        var library = SmallLibrary.Write(scratch, id, $"[assembly: System.Reflection.AssemblyVersion(\"{numbers}.0\")]\npublic static class {id} {{ public static string Value => \"{version}\"; }}");
        using (var package = ZipFile.Open(Path.Combine(folder, $"{id}.{version}.nupkg"), ZipArchiveMode.Create))
        {
            package.CreateEntryFromFile(library, $"lib/net8.0/{id}.dll");
            using var writer = new StreamWriter(package.CreateEntry($"{id}.nuspec").Open());
            var dependency = needs is { } need ? $"<dependency id=\"{need.Id}\" version=\"{need.Version}\" />" : "";
            writer.Write($"<package><metadata><id>{id}</id><version>{version}</version><authors>test</authors><description>test</description><dependencies><group targetFramework=\"net8.0\">{dependency}</group></dependencies></metadata></package>");
        }

        Directory.Delete(scratch, recursive: true);
    }
}

using System.Xml.Linq;

namespace AgentNotebook.Tests.Architecture;

public class ProjectDependencyTests
{
    /// <summary>Each project and what it may refer to directly.</summary>
    private static readonly Dictionary<string, string[]> _allowed = new()
    {
        ["AgentNotebook.Worker"] = [],
        ["AgentNotebook"] = ["AgentNotebook.Worker"],
        ["AgentNotebook.Cells"] = ["AgentNotebook"],
        ["AgentNotebook.Documents"] = ["AgentNotebook.Cells"],
        ["AgentNotebook.Kernel"] = ["AgentNotebook.Cells"],
        ["AgentNotebook.Polyglot"] = ["AgentNotebook"],
        ["DotNetInteractive.Tests"] = ["AgentNotebook.Polyglot"],
        ["AgentNotebook.Postgres"] = ["AgentNotebook"],
        ["AgentNotebook.Tool"] = ["AgentNotebook.Documents", "AgentNotebook.Kernel", "AgentNotebook.Postgres"],
        ["AgentNotebook.LiteDb"] = ["AgentNotebook"],
        ["LiteDbCrasher"] = ["AgentNotebook", "AgentNotebook.LiteDb"],
        ["AgentNotebook.LiteDb.Tests"] = ["AgentNotebook", "AgentNotebook.LiteDb", "LiteDbCrasher", "AgentNotebook.Tool"],
        ["AgentNotebook.PlotlyNet"] = ["AgentNotebook"],
        ["AgentNotebook.PlotlyNet.Tests"] = ["AgentNotebook", "AgentNotebook.PlotlyNet", "AgentNotebook.Tool"],
        ["AgentNotebook.SharpCompress"] = ["AgentNotebook"],
        ["AgentNotebook.SharpCompress.Tests"] = ["AgentNotebook", "AgentNotebook.SharpCompress", "AgentNotebook.Tool"],
        ["AgentNotebook.Stateless"] = ["AgentNotebook"],
        ["AgentNotebook.Stateless.Tests"] = ["AgentNotebook", "AgentNotebook.Stateless", "AgentNotebook.Tool"],
        ["AgentNotebook.TorchSharp"] = ["AgentNotebook"],
        ["AgentNotebook.TorchSharp.Tests"] = ["AgentNotebook", "AgentNotebook.TorchSharp"],
    };

    [Fact]
    public void projects_refer_only_downwards() =>
        Assert.Empty(
            from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            let name = Path.GetFileNameWithoutExtension(file)
            from reference in XDocument.Load(file).Descendants("ProjectReference")
            let to = Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'))
            where !_allowed.TryGetValue(name, out var allowed) || !allowed.Contains(to)
            select $"{name} → {to}");

    [Fact]
    public void the_library_takes_the_worker_along_without_referring_to_it()
    {
        var reference = XDocument.Load(Path.Combine(Repository.Library, "AgentNotebook.csproj")).Descendants("ProjectReference").Single();
        Assert.Equal("false", reference.Attribute("ReferenceOutputAssembly")?.Value);
    }

    [Fact]
    public void every_package_version_stands_in_one_place() =>
        Assert.Empty(
            from file in Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
            from reference in XDocument.Load(file).Descendants("PackageReference")
            where reference.Attribute("Version") is not null
            select $"{file}: {reference.Attribute("Include")?.Value}");
}

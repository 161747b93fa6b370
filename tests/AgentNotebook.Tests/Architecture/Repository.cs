using AgentNotebook.Tests.Shared;

namespace AgentNotebook.Tests.Architecture;

/// <summary>Where the sources of this build are.</summary>
internal static class Repository
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = RepositoryFolder.Find();

    /// <summary>The library's folder.</summary>
    public static string Library => Path.Combine(Root, "src", "AgentNotebook");

    /// <summary>The library's own source files.</summary>
    public static IEnumerable<string> LibraryFiles() =>
        Directory.EnumerateFiles(Library, "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetRelativePath(Library, file).Split('/', '\\')[0] is not ("bin" or "obj"));
}

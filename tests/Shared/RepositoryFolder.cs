namespace AgentNotebook.Tests.Shared;

/// <summary>The folder of this repository, found from where the tests were built: paths of source files are not those of this machine in a reproducible build.</summary>
internal static class RepositoryFolder
{
    /// <summary>A file or folder of the repository.</summary>
    public static string Find(params string[] parts)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "AgentNotebook.sln")))
            {
                return Path.Combine([folder.FullName, .. parts]);
            }
        }

        throw new InvalidOperationException($"AgentNotebook.sln is in no folder above {AppContext.BaseDirectory}.");
    }
}

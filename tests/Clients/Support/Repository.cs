namespace AgentNotebook.Clients.Support;

/// <summary>Where the sources of this build are.</summary>
internal static class Repository
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary>Where pictures of front ends are kept for whoever wants to look at them.</summary>
    public static string Screenshots => Directory.CreateDirectory(Path.Combine(Root, "artifacts", "screenshots")).FullName;

    /// <summary>A file of the tests.</summary>
    public static string File(params string[] path) => Path.Combine([AppContext.BaseDirectory, .. path]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "AgentNotebook.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"AgentNotebook.sln is in no folder above {AppContext.BaseDirectory}.");
    }
}

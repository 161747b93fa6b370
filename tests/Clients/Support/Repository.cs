using AgentNotebook.Tests.Shared;

namespace AgentNotebook.Clients.Support;

/// <summary>Where the sources of this build are.</summary>
internal static class Repository
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = RepositoryFolder.Find();

    /// <summary>Where pictures of front ends are kept for whoever wants to look at them.</summary>
    public static string Screenshots => Directory.CreateDirectory(Path.Combine(Root, "artifacts", "screenshots")).FullName;

    /// <summary>A file of the tests.</summary>
    public static string File(params string[] path) => Path.Combine([AppContext.BaseDirectory, .. path]);
}

namespace AgentNotebook.Tool.Running;

/// <summary>Which notebook runs, and where.</summary>
/// <param name="Folder">Full path of its folder: relative paths begin here.</param>
/// <param name="Session">The name of its session.</param>
/// <param name="Store">The store that holds the session: a path, or an address with a scheme.</param>
internal sealed record NotebookPlace(string Folder, string Session, string Store)
{
    /// <summary>Where sessions are kept when nobody says: in the notebook's folder.</summary>
    public static string DefaultStore(string folder) => Path.Combine(folder, ".agentnb", "sessions.db");
}

using System.Security.Cryptography;
using System.Text;
using AgentNotebook.Sessions;

namespace AgentNotebook.Tool.Running;

/// <summary>Which notebook runs, and where.</summary>
/// <param name="Folder">Full path of its folder: relative paths begin here.</param>
/// <param name="Session">The name of its session.</param>
/// <param name="Store">The store that holds the session: a path, or an address with a scheme.</param>
internal sealed record NotebookPlace(string Folder, string Session, string Store)
{
    private const int MaxNameCharacters = 80;

    /// <summary>Where the samples of memory are kept while the notebook is open: beside the session's store; <see langword="null"/> when that is in no file.</summary>
    public string? MemoryLog()
    {
        var store = Path.GetFullPath(StoreAddress.Parse(Store).Place);
        return File.Exists(store) ? Path.Combine(Path.GetDirectoryName(store)!, $"memory-{FileName(Session)}.log") : null;
    }

    /// <summary>Where sessions are kept when nobody says: in the notebook's folder.</summary>
    public static string DefaultStore(string folder) => Path.Combine(folder, ".agentnb", "sessions.db");

    // A session may be called as no file can be; what is left out of its name is told apart by a hash of all of it.
    private static string FileName(string session)
    {
        var name = string.Concat(session.Take(MaxNameCharacters).Select(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' ? character : '_'));
        return name == session ? name : $"{name}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(session)).AsSpan(0, 4))}";
    }
}

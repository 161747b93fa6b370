using AgentNotebook.LiteDb.Files;
using AgentNotebook.Sessions;

namespace AgentNotebook.LiteDb;

/// <summary>The store files that this process has open, each once however many stores are opened on it.</summary>
internal static class LiteDbFiles
{
    private static readonly Dictionary<string, LiteDbFile> Open = new(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);

    public static LiteDbFile Acquire(string file, bool write, SessionStoreOptions options, LiteDbOptions limits)
    {
        var paths = StorePaths.Of(file);
        lock (Open)
        {
            if (!Open.TryGetValue(paths.Data, out var opened))
                Open[paths.Data] = opened = LiteDbFile.Open(paths, write, options, limits);
            else if (write)
                opened.TakeForWriting();
            opened.Users++;
            return opened;
        }
    }

    public static void Release(LiteDbFile file)
    {
        lock (Open)
        {
            if (--file.Users > 0)
                return;
            Open.Remove(file.Path);
            file.Close();
        }
    }
}

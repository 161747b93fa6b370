using AgentNotebook.Files;

namespace AgentNotebook.Sessions;

/// <summary>Makes the folder of a new store.</summary>
internal static class StoreFolder
{
    /// <summary>Makes a folder and those above it that are missing, on the disk when it returns.</summary>
    /// <exception cref="SessionStoreException">It cannot be made.</exception>
    public static void Make(string folder)
    {
        try
        {
            // Each folder made here is a name in the one above, to be put on the disk like the file's own.
            var made = new Stack<string>();
            for (var missing = folder; !Directory.Exists(missing); missing = Path.GetDirectoryName(missing)!)
                made.Push(missing);
            Directory.CreateDirectory(folder);
            foreach (var name in made)
                FolderSync.Flush(Path.GetDirectoryName(name)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SessionStoreException(SessionStoreFault.ReadOnly, $"The folder {folder} for the session store cannot be made: {e.Message} Make it yourself, or name another file.", e);
        }
    }
}

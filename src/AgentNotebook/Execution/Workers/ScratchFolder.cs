namespace AgentNotebook.Execution.Workers;

/// <summary>A worker's own folder: made fresh, for its owner alone, and deleted with everything in it.</summary>
internal sealed class ScratchFolder : IDisposable
{
    internal const string Prefix = "agentnb-worker-";

    private ScratchFolder(string path) => Path = path;

    internal string Path { get; }

    internal static ScratchFolder Create(string? root)
    {
        var path = System.IO.Path.Combine(root ?? System.IO.Path.GetTempPath(), Prefix + Guid.NewGuid().ToString("N"));
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return new ScratchFolder(path);
    }

    /// <summary>Deletes the folder. A guest may have taken its own rights to it away, so they are given back first.</summary>
    public void Dispose()
    {
        for (var attempt = 0; attempt < 2; attempt++)
        {
            try
            {
                Directory.Delete(Path, recursive: true);
                return;
            }
            catch (DirectoryNotFoundException)
            {
                return;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Unlock(new DirectoryInfo(Path));
            }
        }
    }

    private static void Unlock(DirectoryInfo folder)
    {
        try
        {
            if (!OperatingSystem.IsWindows())
            {
                folder.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            }

            foreach (var child in folder.EnumerateDirectories().Where(child => child.LinkTarget is null))
            {
                Unlock(child);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The deletion that follows is what counts.
        }
    }
}

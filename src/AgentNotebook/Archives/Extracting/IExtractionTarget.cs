namespace AgentNotebook.Archives.Extracting;

/// <summary>Where entries go that broke no rule. Paths are relative, clean, and with <c>/</c> between components; folders above an entry come before it.</summary>
internal interface IExtractionTarget
{
    /// <summary>Makes a folder.</summary>
    void AddFolder(string path);

    /// <summary>Begins a file, which must not be there yet.</summary>
    void BeginFile(string path, UnixFileMode mode);

    /// <summary>Writes to the file that was begun.</summary>
    void Write(ReadOnlySpan<byte> bytes);

    /// <summary>Leaves a hole in the file that was begun.</summary>
    void Skip(long bytes);

    /// <summary>Ends the file that was begun.</summary>
    void EndFile(DateTimeOffset? modified);

    /// <summary>Makes a symbolic link, which must not be there yet.</summary>
    void AddSymbolicLink(string path, string target, DateTimeOffset? modified);

    /// <summary>Gives a file that was written a second name.</summary>
    void AddHardLink(string path, string file);

    /// <summary>After the last entry: sets times of folders and checks on the disk where links lead.</summary>
    void Complete(IReadOnlyList<(string Path, DateTimeOffset Modified)> folders, IReadOnlyList<string> links);
}

namespace AgentNotebook.LiteDb.Files;

/// <summary>A store and the files that belong beside it.</summary>
/// <param name="Data">The store's own path: full, and without links.</param>
internal sealed record StorePaths(string Data)
{
    /// <summary>Pages not yet in the data file. Only there while the store is open, or after its process died.</summary>
    public string Log => Data + "-wal";

    /// <summary>A whole new data file on its way to the old one's place.</summary>
    public string New => Data + "-new";

    /// <summary>LiteDB's own log, which it writes beside a file that it opened by itself.</summary>
    public string ForeignLog => Path.Combine(Folder, Path.GetFileNameWithoutExtension(Data) + "-log" + Path.GetExtension(Data));

    public string Folder => Path.GetDirectoryName(Data)!;

    /// <summary>Two names of one file are one store.</summary>
    public static StorePaths Of(string file)
    {
        var path = Path.GetFullPath(file);
        return new StorePaths(new FileInfo(path) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName : path);
    }
}

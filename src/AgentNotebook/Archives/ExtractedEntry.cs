namespace AgentNotebook.Archives;

/// <summary>Something that came out of an archive, or would.</summary>
/// <param name="Path">Its path below the destination, with <c>/</c> between components.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Bytes">Size of a file, holes of a sparse one included; 0 for everything else.</param>
/// <param name="Mode">The permissions a file gets: as PEP 706 has them, never set-user-id, set-group-id, sticky, or writing for group and others. For a folder what the system gives a new one.</param>
/// <param name="Modified">When it was last changed; <see langword="null"/> when the archive does not say.</param>
/// <param name="LinkTarget">A symbolic link's target as it stands in the archive; the path of a hard link's file; <see langword="null"/> for the rest.</param>
sealed partial record ExtractedEntry(string Path, EntryKind Kind, long Bytes, UnixFileMode Mode, DateTimeOffset? Modified, string? LinkTarget);

namespace AgentNotebook.Archives;

/// <summary>What an entry of an archive becomes on the disk. There is nothing else that is ever made: no device, pipe or socket.</summary>
public enum EntryKind
{
    /// <summary>A regular file.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A symbolic link whose target stays inside the destination.</summary>
    SymbolicLink,

    /// <summary>A second name of a file of the same archive.</summary>
    HardLink,
}

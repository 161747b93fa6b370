namespace AgentNotebook.Archives;

/// <summary>Which entries an archive may hold.</summary>
public enum ArchivePolicy
{
    /// <summary>Files, folders, symbolic links that stay inside, hard links to files of the same archive: the rules of the <c>data</c> filter of PEP 706, and those of <see cref="ArchiveRule"/> on top.</summary>
    Data,

    /// <summary>The same, and no links at all.</summary>
    Strict,
}

namespace AgentNotebook.Archives;

/// <summary>Why an archive was refused.</summary>
/// <param name="Rule">The rule that was broken.</param>
/// <param name="Entry">Name of the entry as it stands in the archive, unprintable characters escaped and cut after 200; empty when the archive as a whole is meant.</param>
/// <param name="Offset">Where the entry's header begins, in bytes from the beginning: of the archive, or of the decompressed tar in a compressed one; -1 when no place can be named.</param>
/// <param name="Message">One sentence that names what was found and, where there is one, the way out.</param>
sealed partial record ArchiveRefusal(ArchiveRule Rule, string Entry, long Offset, string Message);

namespace AgentNotebook.Sessions;

/// <summary>An entry as it stands in a store.</summary>
/// <param name="Entry">What it says.</param>
/// <param name="Checksum">The checksum beside it.</param>
/// <param name="Previous">The checksum beside the entry before it, where it was read too.</param>
internal readonly record struct ChainedEntry(JournalEntry Entry, byte[] Checksum, byte[]? Previous);

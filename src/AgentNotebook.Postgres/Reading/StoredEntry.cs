using AgentNotebook.Sessions;

namespace AgentNotebook.Postgres.Reading;

/// <summary>An entry as it stands in the table.</summary>
/// <param name="Entry">What it says.</param>
/// <param name="Checksum">The checksum beside it.</param>
/// <param name="Previous">The checksum beside the entry before it, where it was read too.</param>
internal readonly record struct StoredEntry(JournalEntry Entry, byte[] Checksum, byte[]? Previous);

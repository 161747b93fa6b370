using AgentNotebook.Sessions;

namespace AgentNotebook.LiteDb.Documents;

/// <summary>An entry, and the checksum that stands beside it.</summary>
internal sealed record StoredEntry(JournalEntry Entry, byte[] Checksum);

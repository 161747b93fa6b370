namespace AgentNotebook.Sessions.Values.Kept;

/// <summary>A value's share of a flush.</summary>
/// <param name="Name">The value's name.</param>
/// <param name="Entries">What to append.</param>
/// <param name="Content">The whole of it, for a recovery file; null when it was removed.</param>
/// <param name="Flushed">To be called when the entries are on the disk.</param>
internal sealed record PendingValue(string Name, IReadOnlyList<JournalDraft> Entries, RecoverableContent? Content, Action Flushed);

namespace AgentNotebook.Sessions;

/// <summary>A journal entry before the store has numbered it.</summary>
/// <param name="Run">The run it belongs to; empty for the session itself.</param>
/// <param name="Kind">What it records, in kebab-case, such as <c>transition</c>; at most 64 characters.</param>
/// <param name="Version">Version of the payload's shape, counted from 1.</param>
/// <param name="Payload">A JSON object of plain data, at most 64 MiB.</param>
public sealed record JournalDraft(string Run, string Kind, int Version, string Payload)
{
    /// <summary>The time it bears, to the microsecond. Given when an entry is copied with others of other times.</summary>
    /// <value>Default <see langword="null"/>: that of the append.</value>
    public DateTimeOffset? Time { get; init; }
}

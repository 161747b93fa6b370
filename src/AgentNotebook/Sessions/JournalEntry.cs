namespace AgentNotebook.Sessions;

/// <summary>One entry of a session's append-only journal, as it stands on the disk.</summary>
/// <param name="Sequence">Position in the session, counted from 1 without gaps.</param>
/// <param name="Time">When it was appended.</param>
/// <param name="Run">The run it belongs to; empty for the session itself.</param>
/// <param name="Kind">What it records.</param>
/// <param name="Version">Version of the payload's shape.</param>
/// <param name="Payload">A JSON object of plain data.</param>
public sealed record JournalEntry(long Sequence, DateTimeOffset Time, string Run, string Kind, int Version, string Payload);

using AgentNotebook.Models.Recording;

namespace AgentNotebook.Agents.Replay;

/// <summary>Entries that were appended to the journal, all at once.</summary>
/// <param name="Time">The time they bear: microseconds since 1970 in UTC.</param>
/// <param name="Entries">What was appended.</param>
internal sealed record JournalLine(long Time, IReadOnlyList<RecordedEntry> Entries) : RecordingLine(LineKind)
{
    public const string LineKind = "journal";
}

namespace AgentNotebook.Models.Recording;

/// <summary>What was read of a recording.</summary>
/// <param name="Lines">Its lines; line 1 is the first.</param>
/// <param name="CompleteBytes">Bytes up to the end of the last whole line.</param>
/// <param name="HasTornLine">Whether bytes of a line without an end follow: the process that wrote it was killed.</param>
public sealed record RecordingText(IReadOnlyList<RecordingLine> Lines, long CompleteBytes, bool HasTornLine);

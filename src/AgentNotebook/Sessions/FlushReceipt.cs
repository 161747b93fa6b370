namespace AgentNotebook.Sessions;

/// <summary>What a flush wrote. When a caller holds one, the bytes are on the disk.</summary>
/// <param name="Values">Session values written.</param>
/// <param name="Entries">Journal entries written, those of the values among them.</param>
/// <param name="Bytes">Payload bytes written.</param>
/// <param name="Elapsed">Time until the disk had them.</param>
/// <param name="LastSequence">Number of the session's last entry.</param>
public sealed record FlushReceipt(int Values, int Entries, long Bytes, TimeSpan Elapsed, long LastSequence)
{
    /// <summary>The time that the entries bear that have none of their own; the beginning of time when none was written.</summary>
    public DateTimeOffset Time { get; init; }
}

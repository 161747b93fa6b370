namespace AgentNotebook.Sessions.Transfer;

/// <summary>The line before a session's entries.</summary>
/// <param name="Session">The session's name.</param>
/// <param name="Created">When it was created, to the microsecond; the first checksum covers it.</param>
/// <param name="Entries">How many lines of entries follow.</param>
internal sealed record TransferHeader(string Session, DateTimeOffset Created, long Entries)
{
    /// <summary>What entry 1's checksum builds on.</summary>
    public byte[] First => EntryChecksum.First(Session, EntryTime.ToMicroseconds(Created));
}

namespace AgentNotebook.Sessions.Values.Recovery;

/// <summary>Whose values a recovery file holds.</summary>
/// <param name="Store">The store's place.</param>
/// <param name="Session">The session's name.</param>
/// <param name="Time">When the file was written.</param>
/// <param name="After">Number of the session's last entry then: what was written by a later one is newer.</param>
internal sealed record RecoveryHeader(string Store, string Session, DateTimeOffset Time, long After);

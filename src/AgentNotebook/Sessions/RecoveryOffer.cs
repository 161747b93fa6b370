namespace AgentNotebook.Sessions;

/// <summary>A file with values of a session that could not be flushed when it was closed.</summary>
/// <param name="File">Where it is.</param>
/// <param name="Time">When it was written.</param>
/// <param name="Bytes">Its size, in bytes.</param>
public sealed record RecoveryOffer(string File, DateTimeOffset Time, long Bytes);

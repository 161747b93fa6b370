namespace AgentNotebook.Sessions.Transfer;

/// <summary>A session that was exported or imported.</summary>
/// <param name="Name">Its name in the store.</param>
/// <param name="Entries">Its entries.</param>
/// <param name="Bytes">Their payloads, in bytes.</param>
public sealed record TransferredSession(string Name, long Entries, long Bytes);

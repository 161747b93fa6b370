namespace AgentNotebook.Sessions;

/// <summary>One line of a store's list.</summary>
/// <param name="Name">The session's name.</param>
/// <param name="Created">When it was created.</param>
/// <param name="LastWritten">When its last entry was appended; equals <paramref name="Created"/> for an empty one.</param>
/// <param name="Entries">Number of entries.</param>
/// <param name="Bytes">Sum of the payloads, in bytes.</param>
public sealed record SessionSummary(string Name, DateTimeOffset Created, DateTimeOffset LastWritten, long Entries, long Bytes);

namespace AgentNotebook.Display.Sessions;

/// <summary>One value of a session, as a list shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type in words; empty when it is not known.</param>
/// <param name="Bytes">Its size as it is kept, in bytes.</param>
/// <param name="IsDirty">Whether it differs from what was last flushed.</param>
/// <param name="Since">When it was last flushed, or, of a dirty one, when it was changed.</param>
public sealed record SessionValueLine(string Name, string Type, long Bytes, bool IsDirty, DateTimeOffset Since);

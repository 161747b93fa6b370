namespace AgentNotebook.Execution;

/// <summary>Bytes a guest saved under a name with <c>Artifacts.Save</c>. Name and content are the guest's: untrusted.</summary>
/// <param name="Name">1 to 255 characters, without path separators and control characters, neither <c>.</c> nor <c>..</c>; no two of a run are equal, whatever their case.</param>
/// <param name="Bytes">The content.</param>
public sealed record GuestArtifact(string Name, ReadOnlyMemory<byte> Bytes);

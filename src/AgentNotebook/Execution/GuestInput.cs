namespace AgentNotebook.Execution;

/// <summary>Bytes a guest is given under a name, which it reads as <c>Inputs["name"]</c>.</summary>
/// <param name="Name">1 to 255 characters, without path separators and control characters.</param>
/// <param name="Bytes">The content.</param>
public sealed record GuestInput(string Name, ReadOnlyMemory<byte> Bytes);

namespace AgentNotebook.Kernel.Zmtp;

/// <summary>A message that a ROUTER received.</summary>
/// <param name="Identity">Whom it came from; what is sent to this identity goes there (RFC 28, "The ROUTER Socket Type").</param>
/// <param name="Frames">Its frames, at least one. A message of a REQ begins with an empty one.</param>
internal sealed record ZmtpMessage(ReadOnlyMemory<byte> Identity, IReadOnlyList<ReadOnlyMemory<byte>> Frames);

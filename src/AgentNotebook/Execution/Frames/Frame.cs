namespace AgentNotebook.Execution.Frames;

/// <summary>One message: a kind and its bytes.</summary>
internal readonly record struct Frame(FrameKind Kind, ReadOnlyMemory<byte> Payload);

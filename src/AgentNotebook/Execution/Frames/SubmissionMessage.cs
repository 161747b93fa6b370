namespace AgentNotebook.Execution.Frames;

/// <summary>One link of the program as the worker needs it.</summary>
internal sealed record SubmissionMessage(ReadOnlyMemory<byte> Assembly, ReadOnlyMemory<byte> Symbols, string EntryType, string EntryMethod);

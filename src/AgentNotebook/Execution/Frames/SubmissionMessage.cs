namespace AgentNotebook.Execution.Frames;

/// <summary>One link of the program as the worker needs it.</summary>
internal sealed record SubmissionMessage(ReadOnlyMemory<byte> Assembly, ReadOnlyMemory<byte> Symbols, string EntryType, string EntryMethod)
{
    internal void Encode(PayloadWriter writer) => writer.Bytes(Assembly.Span).Bytes(Symbols.Span).Text(EntryType).Text(EntryMethod);

    internal static SubmissionMessage Decode(PayloadReader reader) => new(reader.Bytes(), reader.Bytes(), reader.Text(), reader.Text());
}

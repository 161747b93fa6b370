namespace AgentNotebook.Sessions;

/// <summary>What compacting a store did.</summary>
/// <param name="BytesBefore">Bytes that the store's files took on the disk.</param>
/// <param name="BytesAfter">Bytes that they take now.</param>
public sealed record CompactionReport(long BytesBefore, long BytesAfter);

namespace AgentNotebook.Postgres.Journals;

/// <summary>Where a session ends, as its row says.</summary>
/// <param name="Sequence">Number of the last entry; 0 for none.</param>
/// <param name="Checksum">That entry's, or what stands before the first.</param>
/// <param name="LastWritten">Microseconds since 1970.</param>
/// <param name="Bytes">Sum of the payloads.</param>
internal sealed record SessionHead(long Sequence, byte[] Checksum, long LastWritten, long Bytes)
{
    public bool IsAt(SessionHead other) => Sequence == other.Sequence && Checksum.AsSpan().SequenceEqual(other.Checksum);
}

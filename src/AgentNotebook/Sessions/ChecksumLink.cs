namespace AgentNotebook.Sessions;

/// <summary>
/// What the next entry's checksum may build on. After an entry that does not match, that is either the checksum that stands beside
/// it or the one it ought to have, so that one flaw is one problem and not two.
/// </summary>
internal sealed class ChecksumLink(params IReadOnlyList<byte[]> candidates)
{
    /// <summary>After a gap: nothing is known of the entry before, and the next one can only be proved alone.</summary>
    public static ChecksumLink Unknown { get; } = new([]);

    public bool Precedes(JournalEntry entry, byte[] checksum) =>
        candidates.Count == 0
            ? EntryChecksum.Proves(checksum, entry)
            : candidates.Any(previous => EntryChecksum.Of(previous, entry).AsSpan().SequenceEqual(checksum));

    public ChecksumLink Follow(JournalEntry entry, byte[] checksum) =>
        Precedes(entry, checksum) ? new([checksum]) : new([checksum, .. candidates.Select(previous => EntryChecksum.Of(previous, entry))]);

    public bool EndsWith(byte[] checksum) =>
        candidates.Count == 0 || candidates.Any(candidate => candidate.AsSpan().SequenceEqual(checksum));
}

namespace AgentNotebook.Sessions;

/// <summary>Reads one session of a store that can give the checksum of the entry before each, and gives out nothing that was not checked.</summary>
/// <param name="session">The session's name.</param>
/// <param name="created">When it was made, in microseconds (<see cref="EntryTime"/>).</param>
/// <param name="lastSequence">The number of its last entry, as its row says.</param>
internal abstract class ChainedReader(string session, long created, long lastSequence)
{
    /// <summary>What is being done, for messages.</summary>
    protected string Action { get; } = $"read session '{session}'";

    /// <summary>The entries after a number, in order; those that a filter admits, when there is one.</summary>
    /// <remarks>A page at a time, so that a reader who stops half-way keeps no lock, no old state of the store and nothing at a server.</remarks>
    /// <exception cref="SessionStoreException">One is missing, or does not match its checksum.</exception>
    public IEnumerable<JournalEntry> Read(long after, JournalFilter? filter)
    {
        using var pages = Open(filter);
        var before = after == 0 ? First() : filter is null ? pages.Next(after - 1)?.Checksum : null;
        var last = after;
        while (pages.Page(last) is { Count: > 0 } page)
        {
            foreach (var found in page)
            {
                var sequence = found.Entry.Sequence;
                if (filter is null && sequence != last + 1)
                    throw Damaged(last + 1, "is missing");
                Check(found, sequence == last + 1 && before is not null ? before : found.Previous);
                (before, last) = (found.Checksum, sequence);
                yield return found.Entry;
            }
        }

        if (last < lastSequence && (filter is null || LastReached() < lastSequence))
            throw Damaged((filter is null ? last : LastReached()) + 1, "is missing");
    }

    /// <summary>The last entry of a kind; <see langword="null"/> when there is none.</summary>
    /// <exception cref="SessionStoreException">It does not match its checksum.</exception>
    public JournalEntry? Last(string kind)
    {
        if (LastOf(kind) is not { } found)
            return null;
        Check(found, found.Entry.Sequence == 1 ? First() : found.Previous);
        return found.Entry;
    }

    /// <summary>Begins to read pages; with a filter each entry comes with the checksum before it.</summary>
    protected abstract IEntryPages Open(JournalFilter? filter);

    /// <summary>The last entry of a kind, with the checksum before it; <see langword="null"/> when there is none.</summary>
    protected abstract ChainedEntry? LastOf(string kind);

    /// <summary>The number of the last entry that is there; 0 for none.</summary>
    protected abstract long LastReached();

    /// <summary>Where the store is, for messages.</summary>
    protected abstract string Location { get; }

    /// <summary>What can be done about damage, as a sentence.</summary>
    protected abstract string WayOut { get; }

    private void Check(ChainedEntry found, byte[]? before)
    {
        if (before is null)
            throw Damaged(found.Entry.Sequence - 1, "is missing");
        if (!EntryChecksum.Of(before, found.Entry).AsSpan().SequenceEqual(found.Checksum))
            throw Damaged(found.Entry.Sequence, "does not match its checksum");
    }

    private byte[] First() => EntryChecksum.First(session, created);

    private SessionStoreException Damaged(long sequence, string what) =>
        new(SessionStoreFault.Damaged, $"Entry {sequence} of session '{session}' in {Location} {what}. {WayOut}");
}

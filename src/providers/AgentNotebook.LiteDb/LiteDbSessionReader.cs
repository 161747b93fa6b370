using AgentNotebook.LiteDb.Documents;
using AgentNotebook.Sessions;

namespace AgentNotebook.LiteDb;

/// <summary>
/// Reads a session's entries, and gives none that does not match its checksum and its predecessor's. Where reading is told to begin
/// after an entry that cannot be read, the next one is proved by its own checksum alone: so a salvage gets past damage.
/// </summary>
internal sealed class LiteDbSessionReader(LiteDbFile file, SessionRow row)
{
    private readonly string _action = $"read session '{row.Name}'";

    // A page at a time, so that a reader who stops half-way keeps nothing locked.
    public IEnumerable<JournalEntry> Read(long after, JournalFilter? filter)
    {
        var (last, previous) = (after, Before(after));
        while (Next(last) is { Count: > 0 } page)
        {
            foreach (var (entry, checksum) in page)
            {
                if (entry.Sequence != last + 1)
                    throw Damaged(last + 1, "is missing");
                if (filter is null || filter.Admits(entry))
                    yield return Check(previous, entry, checksum);
                (previous, last) = (checksum, entry.Sequence);
            }
        }

        if (last < row.LastSequence)
            throw Damaged(last + 1, "is missing");
    }

    public JournalEntry? Last(string kind)
    {
        if (row.Kinds.TryGetValue(kind, out var sequence))
            return One(sequence) is { } entry && entry.Kind == kind ? entry : throw Damaged(sequence, $"is not of the kind '{kind}' that the session's row says");
        return row.Kinds.Count < SessionRow.MostKinds ? null : Read(0, new JournalFilter { Kinds = [kind] }).LastOrDefault();
    }

    /// <summary>What the first entry builds on; null when the entry asked to begin after cannot be read, which must not hide those behind it.</summary>
    private byte[]? Before(long after)
    {
        try
        {
            return ChecksumOf(after);
        }
        catch (SessionStoreException e) when (e.Fault == SessionStoreFault.Damaged)
        {
            return null;
        }
    }

    private List<StoredEntry> Next(long after)
    {
        try
        {
            return file.Read(_action, engine => new EntryReader(engine, row.Id).Page(after));
        }
        catch (SessionStoreException e) when (e.Fault == SessionStoreFault.Damaged && after < row.LastSequence)
        {
            // What stands before the damage is to be had, one by one.
            return [file.Read(_action, engine => new EntryReader(engine, row.Id).One(after + 1)) ?? throw Damaged(after + 1, "is missing")];
        }
    }

    private JournalEntry One(long sequence)
    {
        var found = file.Read(_action, engine => new EntryReader(engine, row.Id).One(sequence)) ?? throw Damaged(sequence, "is missing");
        return Check(ChecksumOf(sequence - 1) ?? throw Damaged(sequence - 1, "is missing"), found.Entry, found.Checksum);
    }

    private byte[]? ChecksumOf(long sequence) => sequence switch
    {
        0 => EntryChecksum.First(row.Name, row.Created),
        _ when sequence > row.LastSequence => null,
        _ => file.Read(_action, engine => new EntryReader(engine, row.Id).One(sequence))?.Checksum,
    };

    private JournalEntry Check(byte[]? previous, JournalEntry entry, byte[] checksum) =>
        (previous is null ? EntryChecksum.Proves(checksum, entry) : EntryChecksum.Of(previous, entry).AsSpan().SequenceEqual(checksum))
            ? entry
            : throw Damaged(entry.Sequence, "does not match its checksum");

    private SessionStoreException Damaged(long sequence, string what) => new(
        SessionStoreFault.Damaged,
        $"Entry {sequence} of session '{row.Name}' in {file.Path} {what}. {LiteDbFaults.WayOut(file.Path)}");
}

using AgentNotebook.Postgres.Schema;
using AgentNotebook.Postgres.Server;
using AgentNotebook.Sessions;

namespace AgentNotebook.Postgres.Reading;

/// <summary>Reads one session and gives out nothing that was not checked.</summary>
internal sealed class SessionReader(PostgresServer server, StoreNames names, SessionRow session)
{
    private readonly string _action = $"read session '{session.Name}'";

    // A page at a time, so that a reader who stops half-way keeps nothing at the server, and a lost connection costs a page.
    public IEnumerable<JournalEntry> Read(long after, JournalFilter? filter)
    {
        var reader = new EntryReader(names, session.Id, filter);
        var before = after == 0 ? First() : filter is null ? server.Run(_action, connection => reader.Next(connection, after - 1))?.Checksum : null;
        var last = after;
        while (server.Run(_action, connection => reader.Page(connection, last)) is { Count: > 0 } page)
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

        if (last < session.LastSequence && (filter is null || LastReached() < session.LastSequence))
            throw Damaged((filter is null ? last : LastReached()) + 1, "is missing");
    }

    public JournalEntry? Last(string kind)
    {
        if (server.Run(_action, connection => EntryReader.Last(connection, names, session.Id, kind)) is not { } found)
            return null;
        Check(found, found.Entry.Sequence == 1 ? First() : found.Previous);
        return found.Entry;
    }

    private void Check(StoredEntry found, byte[]? before)
    {
        if (before is null)
            throw Damaged(found.Entry.Sequence - 1, "is missing");
        if (!EntryChecksum.Of(before, found.Entry).AsSpan().SequenceEqual(found.Checksum))
            throw Damaged(found.Entry.Sequence, "does not match its checksum");
    }

    private byte[] First() => EntryChecksum.First(session.Name, session.Created);

    private long LastReached() => server.Run(_action, connection => EntryReader.LastSequence(connection, names, session.Id));

    private SessionStoreException Damaged(long sequence, string what) => new(
        SessionStoreFault.Damaged,
        $"Entry {sequence} of session '{session.Name}' in {server.Location} {what}. {PostgresFaults.WayOut(server.Location)}");
}

using AgentNotebook.Sessions.Salvage;

namespace AgentNotebook.Sessions.Sqlite;

/// <summary>Reads one session and gives out nothing that was not checked.</summary>
internal sealed class SqliteSessionReader(SqliteFile file, SqliteSessionRow session)
{
    private readonly string _action = $"read session '{session.Name}'";

    // A page at a time, so that a reader who stops half-way keeps no lock and no old state of the file alive.
    public IEnumerable<JournalEntry> Read(long after, JournalFilter? filter)
    {
        using var reader = new SqliteEntryReader(file, session.Id, filter);
        var before = after == 0 ? First() : filter is null ? file.Read(_action, () => reader.Next(after - 1))?.Checksum : null;
        var last = after;
        while (file.Read(_action, () => reader.Page(last)) is { Count: > 0 } page)
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
        if (file.Read(_action, () => SqliteEntryReader.Last(file, session.Id, kind)) is not { } found)
            return null;
        Check(found, found.Entry.Sequence == 1 ? First() : found.Previous);
        return found.Entry;
    }

    private void Check(SqliteEntry found, byte[]? before)
    {
        if (before is null)
            throw Damaged(found.Entry.Sequence - 1, "is missing");
        if (!EntryChecksum.Of(before, found.Entry).AsSpan().SequenceEqual(found.Checksum))
            throw Damaged(found.Entry.Sequence, "does not match its checksum");
    }

    private byte[] First() => EntryChecksum.First(session.Name, session.Created);

    private long LastReached() => file.Read(_action, () =>
    {
        using var command = file.Command($"SELECT {SqliteEntryKey.Sequence} FROM entry WHERE id > $begin AND id <= $end ORDER BY id DESC LIMIT 1", "$begin", "$end");
        command.Parameters["$begin"].Value = SqliteEntryKey.Of(session.Id, 0);
        command.Parameters["$end"].Value = SqliteEntryKey.Of(session.Id, SqliteEntryKey.MaxSequence);
        return command.ExecuteScalar() as long? ?? 0;
    });

    private SessionStoreException Damaged(long sequence, string what) => new(
        SessionStoreFault.Damaged,
        $"Entry {sequence} of session '{session.Name}' in {file.Path} {what}. {DamageAdvice.For(file.Path)}");
}

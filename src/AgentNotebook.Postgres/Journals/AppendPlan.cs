using AgentNotebook.Postgres.Schema;
using AgentNotebook.Sessions;
using Npgsql;
using NpgsqlTypes;

namespace AgentNotebook.Postgres.Journals;

/// <summary>
/// Entries as they are to stand behind a session's end. All of it goes to the server in one round trip, and is one transaction there
/// (PostgreSQL 15, "Extended Query: Pipelining"): the answer comes when the commit is durable.
/// </summary>
internal sealed class AppendPlan
{
    private readonly SessionHead _before;
    private readonly JournalEntry[] _entries;
    private readonly byte[][] _checksums;
    private readonly byte[][] _payloads;

    /// <param name="before">Where the session ends.</param>
    /// <param name="drafts">What to append.</param>
    /// <param name="payloads">Their payloads as UTF-8.</param>
    /// <param name="time">The time they bear that have none of their own.</param>
    public AppendPlan(SessionHead before, IReadOnlyList<JournalDraft> drafts, byte[][] payloads, DateTimeOffset time)
    {
        (_before, _payloads, Time) = (before, payloads, time);
        (_entries, _checksums) = (new JournalEntry[payloads.Length], new byte[payloads.Length][]);
        var checksum = before.Checksum;
        for (var i = 0; i < payloads.Length; i++)
        {
            var draft = drafts[i];
            var own = draft.Time is { } copied ? EntryTime.Whole(copied) : time;
            _entries[i] = new JournalEntry(before.Sequence + i + 1, own, draft.Run, draft.Kind, draft.Version, "");
            _checksums[i] = checksum = EntryChecksum.Of(checksum, _entries[i], payloads[i]);
        }

        Bytes = payloads.Sum(payload => (long)payload.Length);
        After = new SessionHead(before.Sequence + payloads.Length, checksum, EntryTime.ToMicroseconds(time), before.Bytes + Bytes);
    }

    /// <summary>Where the session ends afterwards.</summary>
    public SessionHead After { get; }

    public DateTimeOffset Time { get; }

    public long Bytes { get; }

    /// <summary>Appends them.</summary>
    /// <param name="connection">Without a transaction.</param>
    /// <param name="names">What things are called.</param>
    /// <param name="session">The session's key.</param>
    /// <param name="token">The writer's.</param>
    /// <returns>Whether they are there; nothing of them is when the place is another writer's, or the session ends elsewhere.</returns>
    public bool Execute(NpgsqlConnection connection, StoreNames names, int session, string token)
    {
        using var batch = new NpgsqlBatch(connection);
        for (var i = 0; i < _entries.Length; i++)
            batch.BatchCommands.Add(i == 0 ? First(names, session, token) : Further(names, session, token, i));
        return batch.ExecuteNonQuery() == _entries.Length;
    }

    /// <summary>Moves the session's end, if it is where it was left and the place is still this writer's, and adds the first entry.</summary>
    private NpgsqlBatchCommand First(StoreNames names, int session, string token)
    {
        var command = new NpgsqlBatchCommand(
            $"""
            WITH head AS (UPDATE {names.Session} SET last_sequence = $3, last_checksum = $4, last_written = $5, bytes = $6
                WHERE id = $1 AND writer = $2 AND last_sequence = $7 RETURNING id)
            INSERT INTO {names.Entry} (session, sequence, time, version, run, kind, checksum, payload) SELECT id, $8, $9, $10, $11, $12, $13, $14 FROM head
            """);
        Add(command, session, token, After.Sequence, After.Checksum, After.LastWritten, After.Bytes, _before.Sequence);
        AddEntry(command, 0);
        return command;
    }

    /// <summary>Adds another, if the first moved the end.</summary>
    private NpgsqlBatchCommand Further(StoreNames names, int session, string token, int i)
    {
        var command = new NpgsqlBatchCommand(
            $"""
            INSERT INTO {names.Entry} (session, sequence, time, version, run, kind, checksum, payload)
            SELECT id, $4, $5, $6, $7, $8, $9, $10 FROM {names.Session} WHERE id = $1 AND writer = $2 AND last_sequence = $3
            """);
        Add(command, session, token, After.Sequence);
        AddEntry(command, i);
        return command;
    }

    private void AddEntry(NpgsqlBatchCommand command, int i)
    {
        var entry = _entries[i];
        Add(command, entry.Sequence, EntryTime.ToMicroseconds(entry.Time), entry.Version, entry.Run, entry.Kind, _checksums[i]);
        // It is UTF-8 already, as text is on the wire.
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = _payloads[i], NpgsqlDbType = NpgsqlDbType.Text });
    }

    private static void Add(NpgsqlBatchCommand command, params ReadOnlySpan<object> values)
    {
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
    }
}

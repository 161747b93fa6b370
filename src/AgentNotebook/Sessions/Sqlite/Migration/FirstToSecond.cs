using System.Text;
using AgentNotebook.Sessions.Salvage;
using Microsoft.Data.Sqlite;

namespace AgentNotebook.Sessions.Sqlite.Migration;

/// <summary>
/// Leads a file of version 1 to version 2: entries move under one key, and each is checked against its old checksum before it gets a
/// new one. Runs in the caller's transaction, so that a process killed at any moment leaves the file in one version or the other.
/// </summary>
internal sealed class FirstToSecond(SqliteConnection connection, string path, DamageHandling damage)
{
    /// <summary>What no entry matches.</summary>
    private static readonly byte[] Nothing = new byte[EntryChecksum.Bytes];

    public void Migrate()
    {
        SqliteFile.Execute(connection, "ALTER TABLE session RENAME TO session_first; ALTER TABLE entry RENAME TO entry_first");
        SqliteFile.Execute(connection, SqliteSchema.Tables);
        CheckOrphans();
        using var insertSession = new SqliteStatement(connection.Handle!,
            "INSERT INTO session (id, name, created, last_written, last_sequence, last_checksum, bytes) SELECT id, name, created, last_written, last_sequence, ?2, bytes FROM session_first WHERE id = ?1");
        using var insertEntry = new SqliteStatement(connection.Handle!,
            "INSERT INTO entry (id, time, run, kind, version, checksum, payload) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
        foreach (var session in Sessions())
        {
            var last = Copy(session, insertEntry);
            insertSession.Bind(1, session.Id).BindBlob(2, last).Run();
        }

        SqliteFile.Execute(connection, "DROP TABLE entry_first; DROP TABLE session_first");
    }

    /// <summary>Copies a session's entries and gives the new checksum of its last one.</summary>
    private byte[] Copy(SqliteSessionRow session, SqliteStatement insert)
    {
        var first = EntryChecksum.First(session.Name, session.Created);
        // Beside the old checksum of the entry before, the one it ought to have had: its own flaw is not its successor's too.
        List<byte[]> before = [first];
        var (last, checksum) = (0L, first);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT sequence, time, run, kind, version, payload, checksum FROM entry_first WHERE session_id = $id AND sequence BETWEEN 1 AND $most ORDER BY sequence";
        command.Parameters.AddWithValue("$id", session.Id);
        command.Parameters.AddWithValue("$most", SqliteEntryKey.MaxSequence);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var entry = new JournalEntry(reader.GetInt64(0), EntryTime.FromMicroseconds(reader.GetInt64(1)), reader.GetString(2), reader.GetString(3), reader.GetInt32(4), "");
            var payload = Encoding.UTF8.GetBytes(reader.GetString(5));
            if (entry.Sequence != last + 1)
            {
                RefuseOver(session.Name, last + 1, "is missing");
                before = [];
            }

            var old = reader.GetFieldValue<byte[]>(6);
            var due = before.ConvertAll(previous => FirstChecksum.Of(previous, entry, payload));
            var isIntact = due.Exists(one => one.AsSpan().SequenceEqual(old));
            if (!isIntact)
                RefuseOver(session.Name, entry.Sequence, "does not match its checksum");
            before = isIntact ? [old] : [old, .. due];
            (last, checksum) = (entry.Sequence, isIntact ? EntryChecksum.Of(checksum, entry, payload) : Nothing);
            insert.Bind(1, SqliteEntryKey.Of(session.Id, entry.Sequence)).Bind(2, reader.GetInt64(1)).Bind(3, entry.Run).Bind(4, entry.Kind).Bind(5, entry.Version)
                .BindBlob(6, checksum).BindText(7, payload).Run();
        }

        if (last != session.LastSequence)
            RefuseOver(session.Name, Math.Min(last, session.LastSequence) + 1, last < session.LastSequence ? "is missing" : "stands after the end that the session's row names");
        if (before.Exists(one => one.AsSpan().SequenceEqual(session.LastChecksum)))
            return checksum;
        RefuseOver(session.Name, last, "is not the one that the session's row names as its last");
        return Nothing;
    }

    private List<SqliteSessionRow> Sessions()
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {SqliteSessionRow.Columns} FROM session_first ORDER BY id";
        return [.. SqliteSessionRow.Rows(command)];
    }

    private void CheckOrphans()
    {
        var orphans = SqliteFile.Number(connection, "SELECT count(*) FROM entry_first WHERE session_id NOT IN (SELECT id FROM session_first)");
        if (orphans > 0 && damage == DamageHandling.Refuse)
            throw Damaged($"it has {orphans} entries of sessions that it does not have");
        // Nothing proves them, but they are there to be seen.
        SqliteFile.Execute(connection,
            $"""
            INSERT INTO entry (id, time, run, kind, version, checksum, payload)
            SELECT (session_id << {SqliteEntryKey.SequenceBits}) | sequence, time, run, kind, version, zeroblob({EntryChecksum.Bytes}), payload FROM entry_first
            WHERE session_id NOT IN (SELECT id FROM session_first) AND session_id BETWEEN 1 AND {SqliteEntryKey.MaxSession} AND sequence BETWEEN 1 AND {SqliteEntryKey.MaxSequence}
            """);
    }

    private void RefuseOver(string session, long sequence, string what)
    {
        if (damage == DamageHandling.Refuse)
            throw Damaged($"entry {sequence} of session '{session}' {what}");
    }

    private SessionStoreException Damaged(string what) => new(
        SessionStoreFault.Damaged,
        $"{path} is of an older version and cannot be brought to this one, because it is damaged: {what}. It was left as it is. {DamageAdvice.For(path)}");
}

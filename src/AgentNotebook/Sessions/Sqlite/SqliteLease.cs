using System.Collections.Concurrent;
using System.Data;
using Microsoft.Data.Sqlite;

namespace AgentNotebook.Sessions.Sqlite;

/// <summary>
/// The one writer's place of a session, as a row in the file. Its token is looked at in each append's transaction, so a writer
/// that was taken for dead and is not can do no harm.
/// </summary>
/// <param name="Id">The session's key.</param>
/// <param name="Token">Random, and new for every writer.</param>
/// <param name="LastSequence">The session's last entry when the place was taken.</param>
internal sealed record SqliteLease(long Id, string Token, long LastSequence)
{
    // A place of this process that is not among these was meant to be given back and could not be, say on a full disk.
    private static readonly ConcurrentDictionary<string, bool> Held = new();

    /// <summary>Takes the place, creating the session when there is none of that name.</summary>
    public static SqliteLease Take(SqliteFile file, string session, SessionStoreOptions options)
    {
        var token = Guid.NewGuid().ToString("N");
        Held[token] = true;
        try
        {
            return file.Write($"open session '{session}'", () => Take(file, session, token, options));
        }
        catch
        {
            Held.TryRemove(token, out _);
            throw;
        }
    }

    /// <summary>Frees the place, unless another writer has it by now.</summary>
    public void GiveBack(SqliteFile file, string session)
    {
        Held.TryRemove(Token, out _);
        file.Write($"close session '{session}'", () =>
        {
            using var free = file.Command("UPDATE session SET writer = NULL WHERE id = $id AND writer = $token", "$id", "$token");
            free.Parameters["$id"].Value = Id;
            free.Parameters["$token"].Value = Token;
            return free.ExecuteNonQuery();
        });
    }

    /// <summary>Removes a session that nobody writes, with its entries.</summary>
    public static void Delete(SqliteFile file, string session, SessionStoreOptions options) => file.Write($"delete session '{session}'", () =>
    {
        var id = SqliteSessionRow.Find(file, session).Id;
        Find(file, session, "", options);
        using var entries = file.Prepare("DELETE FROM entry WHERE id > ?1 AND id <= ?2");
        entries.Bind(1, SqliteEntryKey.Of(id, 0)).Bind(2, SqliteEntryKey.Of(id, SqliteEntryKey.MaxSequence)).Run();
        using var row = file.Prepare("DELETE FROM session WHERE id = ?1");
        row.Bind(1, id).Run();
        return id;
    });

    /// <summary>An older program must not write on in tables that have changed under it.</summary>
    public static void CheckNobodyWrites(SqliteConnection connection, string path, SessionStoreOptions options)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT writer, writer_pid, writer_started, writer_host, writer_boot, writer_space, name FROM session WHERE writer IS NOT NULL";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            if (WhyBusy(OwnerAt(reader, 1), reader.GetString(0), options) is { } why)
                throw new SessionStoreException(SessionStoreFault.Busy, $"{path} is of an older version and cannot be brought to this one yet: its session '{reader.GetString(6)}' is being written by {why}");
        }
    }

    private static SqliteLease Take(SqliteFile file, string session, string token, SessionStoreOptions options)
    {
        var lease = Find(file, session, token, options) ?? new SqliteLease(Create(file, session, options.Time), token, 0);
        var writer = WriterIdentity.Current;
        using var record = file.Command(
            "UPDATE session SET writer = $token, writer_pid = $pid, writer_started = $started, writer_host = $host, writer_boot = $boot, writer_space = $space WHERE id = $id",
            "$id", "$token", "$pid", "$started", "$host", "$boot", "$space");
        record.Parameters["$id"].Value = lease.Id;
        record.Parameters["$token"].Value = token;
        record.Parameters["$pid"].Value = writer.ProcessId;
        record.Parameters["$started"].Value = writer.Started;
        record.Parameters["$host"].Value = writer.Host;
        record.Parameters["$boot"].Value = writer.Boot;
        record.Parameters["$space"].Value = writer.Space;
        record.ExecuteNonQuery();
        return lease;
    }

    private static SqliteLease? Find(SqliteFile file, string session, string token, SessionStoreOptions options)
    {
        using var find = file.Command("SELECT id, last_sequence, writer, writer_pid, writer_started, writer_host, writer_boot, writer_space FROM session WHERE name = $name", "$name");
        find.Parameters["$name"].Value = session;
        using var reader = find.ExecuteReader(CommandBehavior.SingleRow);
        if (!reader.Read())
            return null;
        if (!reader.IsDBNull(2))
        {
            if (WhyBusy(OwnerAt(reader, 3), reader.GetString(2), options) is { } why)
                throw new SessionStoreException(SessionStoreFault.Busy, $"Session '{session}' in {file.Path} is being written by {why}");
        }

        return new SqliteLease(reader.GetInt64(0), token, reader.GetInt64(1));
    }

    private static WriterIdentity OwnerAt(SqliteDataReader reader, int column) =>
        new(reader.GetInt32(column), reader.GetInt64(column + 1), reader.GetString(column + 2), reader.GetString(column + 3), reader.GetString(column + 4));

    private static string? WhyBusy(WriterIdentity owner, string token, SessionStoreOptions options)
    {
        if (owner == WriterIdentity.Current)
            return Held.ContainsKey(token) ? $"this very process ({owner.ProcessId}). Dispose the session that has it open, or use that one." : null;
        return WriterIdentity.Current.LifeOf(owner) switch
        {
            WriterLife.Living => $"process {owner.ProcessId}. Close the session there or end that process, or use another session name.",
            WriterLife.Unseen when !options.TakeUnseenWriter => $"process {owner.ProcessId} on {owner.Host}, which cannot be seen from here. Close the session there; if it is gone for good, open the store with {nameof(SessionStoreOptions.TakeUnseenWriter)} (agentnb run --take-over).",
            _ => null,
        };
    }

    private static long Create(SqliteFile file, string session, TimeProvider time)
    {
        using var create = file.Command(
            "INSERT INTO session (name, created, last_written, last_sequence, last_checksum, bytes) VALUES ($name, $now, $now, 0, $checksum, 0) RETURNING id",
            "$name", "$now", "$checksum");
        var now = EntryTime.ToMicroseconds(time.GetUtcNow());
        create.Parameters["$name"].Value = session;
        create.Parameters["$now"].Value = now;
        create.Parameters["$checksum"].Value = EntryChecksum.First(session, now);
        return (long)create.ExecuteScalar()!;
    }
}
